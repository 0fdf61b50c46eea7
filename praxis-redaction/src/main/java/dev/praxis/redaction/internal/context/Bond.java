package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What binds a name to the value behind it.
 *
 * @param kind how
 * @param value where the value starts, with its quote
 * @param quoted whether the name stands in quotes of its own
 */
record Bond(Kind kind, int value, boolean quoted) {

    /** How a value follows its name. */
    enum Kind {
        /** {@code name = value} and its relatives. */
        ASSIGNED,
        /** {@code name: value}. */
        SAID,
        /** {@code name == "value"}. */
        COMPARED,
        /** {@code ("name", "value")}. */
        ARGUMENT,
        /** {@code name("value")}. */
        CALLED,
        /** {@code <name>value</name>}. */
        ELEMENT,
        /** {@code name="password" value="…"}. */
        PAIRED,
        /** {@code name value}. */
        BESIDE
    }

    private static final int LONGEST_GAP = 200;
    private static final int LONGEST_TYPE = 32;
    private static final List<String> FALLBACKS = List.of("||", "??", "?:", "or ");
    private static final char ESCAPE = '\u001b';
    private static final char ARROW = '\u2192';
    private static final char WIDE_COLON = '\uff1a';
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet OPERATOR = Alphabet.of(":=?+.|&!<>-");
    private static final Alphabet TYPE = Alphabet.ALNUM.plus(Alphabet.of("_.<>[]?*&"));

    /** What follows a name, or null when nothing binds it to a value. */
    static @Nullable Bond after(Text text, Name name) {
        int end = name.end();
        if (name.start() > 0 && text.charAt(name.start() - 1) == '<') {
            int content = contentStart(text, end);
            if (content >= 0) {
                return new Bond(Kind.ELEMENT, content, false);
            }
        }
        if (text.startsWith("&lt;", name.start() - 4) && text.startsWith("&gt;", end)) {
            return new Bond(Kind.ASSIGNED, end + 4, false); // an element, as HTML escapes it
        }
        int closed = closed(text, end);
        boolean quoted = closed > end;
        int pair = Pair.value(text, name, closed);
        if (pair >= 0) {
            return new Bond(Kind.PAIRED, pair, quoted);
        }
        if (text.charAt(name.start() - 1) == '[' && text.startsWith("] => ", end)) {
            return new Bond(Kind.ASSIGNED, end + "] => ".length(), false); // as PHP prints an array
        }
        int i = gapEnd(text, closed, BLANK);
        char c = text.charAt(i);
        boolean symbol = text.charAt(name.start() - 1) == ':' && text.charAt(name.start() - 2) == ' ';
        int binary = gapEnd(text, i + 1, BLANK);
        if (c == ',' && text.startsWith("<<\"", binary)) {
            return new Bond(Kind.ASSIGNED, binary + 2, quoted); // {default_pass, <<"…">>} of Erlang
        }
        if (c == ',' && (quoted || symbol)) {
            return argument(text, i + 1);
        }
        if (c == '(' && !quoted && i == end) {
            return Quotes.opening(text, i + 1) < 0 ? null : new Bond(Kind.CALLED, i + 1, false);
        }
        if (i > end
                && text.charAt(end) != '-'
                && (c == '-' || c == '|')
                && BLANK.has(text.charAt(i + 1))
                && name.start() < end) {
            return text.charAt(name.start()) == '-' ? null : beside(text, i + 1); // a dash, the next cell of a table
        }
        int otherwise = fallback(text, i, quoted);
        if (otherwise >= 0) {
            return new Bond(Kind.COMPARED, otherwise, quoted);
        }
        @Nullable Bond operator = operator(text, i, quoted);
        if (operator != null || quoted) {
            return operator;
        }
        return i > end || c == '\n' || c == '\r' ? beside(text, i) : null;
    }

    /** Where a literal starts that stands in when a variable is not set: {@code env.TOKEN ?? "x"}, {@code get("TOKEN") or "x"}; or -1. */
    private static int fallback(Text text, int from, boolean quoted) {
        int i = gapEnd(text, quoted && text.charAt(from) == ')' ? from + 1 : from, BLANK);
        if ("|?o".indexOf(text.charAt(i)) < 0) {
            return -1;
        }
        for (String sign : FALLBACKS) {
            if (text.startsWith(sign, i)) {
                int start = gapEnd(text, i + sign.length(), SPACE);
                return Quotes.opening(text, start) < 0 ? -1 : start;
            }
        }
        return -1;
    }

    /** The index behind the quotes and brackets that close a name: {@code "}, {@code \"}, {@code ']}. */
    private static int closed(Text text, int end) {
        int quote = Quotes.opening(text, end);
        if (quote < 0) {
            return EscapedQuote.end(text, end);
        }
        return text.charAt(quote + 1) == ']' ? quote + 2 : quote + 1;
    }

    /** Where the content of an element starts whose name ends at an index, or -1. */
    private static int contentStart(Text text, int nameEnd) {
        int limit = nameEnd + LONGEST_GAP;
        if (text.charAt(nameEnd) != '>' && text.charAt(nameEnd) > ' ') {
            return -1;
        }
        for (int i = nameEnd; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return text.charAt(i - 1) == '/' ? -1 : i + 1;
            }
            if (c == '<' || c == Text.NONE) {
                return -1;
            }
        }
        return -1;
    }

    private static @Nullable Bond argument(Text text, int from) {
        int i = gapEnd(text, from, SPACE);
        return Quotes.opening(text, i) < 0 ? null : new Bond(Kind.ARGUMENT, i, true);
    }

    private static @Nullable Bond operator(Text text, int i, boolean quoted) {
        int escaped = EscapedQuote.operatorEnd(text, i);
        if (escaped > i) {
            return new Bond(Kind.ASSIGNED, escaped, quoted);
        }
        int end = i;
        while (end - i < 4 && OPERATOR.has(text.charAt(end))) {
            end++;
        }
        if (text.charAt(i) == ARROW || text.charAt(i) == WIDE_COLON) {
            end = i + 1;
        }
        @Nullable Kind kind = kind(text, i, end);
        if (kind == null) {
            return quoted ? null : declared(text, i, end);
        }
        if (kind == Kind.SAID) {
            end = i + 1;
        } else if (text.startsWith("<-", i)) {
            end = i + 2; // as R has it
        } else if (end - i > 1 && text.charAt(end - 1) != '=' && text.charAt(end - 1) != '>') {
            end = lastAssignment(text, i, end); // =-x, =.5
        }
        return valueBehind(text, kind, end, quoted);
    }

    private static int lastAssignment(Text text, int start, int end) {
        int i = end;
        while (i > start + 1 && text.charAt(i - 1) != '=') {
            i--;
        }
        return i;
    }

    /** Where the value starts: behind blanks, behind a type ({@code password: str = "…"}), or on the next line. */
    private static @Nullable Bond valueBehind(Text text, Kind kind, int operatorEnd, boolean quoted) {
        int start = gapEnd(text, operatorEnd, BLANK);
        if (kind == Kind.SAID) {
            int typed = declaredValue(text, start);
            if (typed >= 0) {
                return new Bond(Kind.ASSIGNED, typed, quoted);
            }
        }
        int nextLine = gapEnd(text, start, SPACE);
        boolean onNextLine = nextLine > start && Quotes.opening(text, nextLine) >= 0;
        return new Bond(kind, onNextLine ? nextLine : start, quoted);
    }

    private static @Nullable Kind kind(Text text, int start, int end) {
        if (start == end) {
            return null;
        }
        char first = text.charAt(start);
        int length = end - start;
        boolean assigns = false;
        for (int i = start; i < end; i++) {
            assigns |= text.charAt(i) == '=';
        }
        if (!assigns) {
            if (first == ARROW || first == WIDE_COLON) {
                return Kind.ASSIGNED;
            }
            if (first == ':') {
                boolean scope = length > 1 && text.charAt(start + 1) == ':';
                return scope || text.startsWith("//", start + 1) ? null : Kind.SAID;
            }
            boolean arrow = text.startsWith("->", start) || text.startsWith("<-", start);
            return arrow ? Kind.ASSIGNED : null;
        }
        if (first == '<' || first == '>' || first == '-') {
            return null;
        }
        boolean compares = first == '!' || text.startsWith("==", start);
        return compares ? Kind.COMPARED : Kind.ASSIGNED;
    }

    /** {@code token string = "…"}: a type between the name and the sign. */
    private static @Nullable Bond declared(Text text, int type, int operatorEnd) {
        if (operatorEnd > type) {
            return null;
        }
        int value = declaredValue(text, type);
        return value < 0 ? null : new Bond(Kind.ASSIGNED, value, false);
    }

    private static int declaredValue(Text text, int type) {
        int limit = type + LONGEST_TYPE;
        int i = type;
        while (i < limit && TYPE.has(text.charAt(i))) {
            i++;
        }
        int sign = gapEnd(text, i, BLANK);
        boolean assigned = i > type && sign > i && text.charAt(sign) == '=' && text.charAt(sign + 1) <= ' ';
        return assigned ? gapEnd(text, sign + 1, BLANK) : -1;
    }

    private static @Nullable Bond beside(Text text, int i) {
        int start = gapEnd(text, i, SPACE);
        return text.has(start) ? new Bond(Kind.BESIDE, start, false) : null;
    }

    /** Behind the blanks and terminal colours that start at an index. */
    private static int gapEnd(Text text, int from, Alphabet gap) {
        int limit = from + LONGEST_GAP;
        int i = from;
        while (i < limit) {
            int coloured = text.charAt(i) == ESCAPE ? Colours.end(text, i) : i;
            if (coloured == i && !gap.has(text.charAt(i))) {
                return i;
            }
            i = Math.max(coloured, i + 1);
        }
        return i;
    }
}
