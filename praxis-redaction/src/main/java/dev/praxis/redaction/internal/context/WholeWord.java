package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A value without quotes that goes on to the next white space, since nothing stands open before it that a quote or a bracket
 * in it could close. So a password that a generator drew from all that can be typed is taken whole, and is not taken for code.
 */
final class WholeWord {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;
    private static final int SHORTEST_KEY = 4;
    private static final int LONGEST_KEY = 48;
    /** What ends a word only where it stands in something that is open, or where nothing but such signs follows. */
    private static final String CLOSERS = ",;:.)]}>\"'`";

    private static final String SEPARATORS = ",;&";
    private static final Alphabet PLAIN = Alphabet.ALNUM.plus(Alphabet.of("-_./:"));
    private static final int SHORTEST_STAMP = 8;
    private static final Alphabet STAMP = Alphabet.of("0123456789-:./T");
    private static final Alphabet LOWER = Alphabet.range('a', 'z');
    private static final Alphabet UPPER = Alphabet.range('A', 'Z');
    private static final Alphabet KEY = Alphabet.ALNUM.plus(Alphabet.of("_-."));

    private WholeWord() {}

    /** The value at an index, through to the end of its word. */
    static Value at(Text text, Name name, int start) {
        Value value = Value.at(text, start);
        return value.quoted() ? value : of(text, name, value);
    }

    /** The same of a value that ends where {@link Value#plainEnd} says. */
    static Value of(Text text, Name name, Value value) {
        int end = value.end();
        if (Value.endsWord(text.charAt(end))) {
            return value;
        }
        boolean ownLine = hasOwnLine(text, name, value.start());
        int shortestKey = shortestKey(text, name, value.start());
        int wordEnd = end;
        while (!Value.endsWord(text.charAt(wordEnd))) {
            if (wordEnd - value.start() > LONGEST
                    || Markers.after(text, wordEnd) > wordEnd
                    || isEscape(text, value.start(), wordEnd, ownLine)) {
                return value;
            }
            boolean separates = wordEnd > value.start() && SEPARATORS.indexOf(text.charAt(wordEnd)) >= 0;
            if (separates && isKey(text, wordEnd + 1, shortestKey, ownLine)) {
                break;
            }
            wordEnd++;
        }
        boolean whole = !closes(text, end, wordEnd) && !OpenMark.any(text, name.start());
        return whole ? new Value(value.start(), wordEnd, false) : value;
    }

    /** The word at an index when a generator drew it, or null when it may be code or what stands in a secret's place. */
    static @Nullable Value drawn(Text text, Name name, int start) {
        boolean named = name.strength() == NameStrength.STRONG && !name.parsed();
        boolean quoted = Quotes.isQuote(text.charAt(start));
        if (!named || quoted || isPlain(text, start) || isLong(text, start)) {
            return null;
        }
        Value value = Value.at(text, start);
        if (value.quoted()) {
            return null;
        }
        Value word = of(text, name, value);
        Appearance looks = Appearance.of(text, start, word.end());
        if (!looks.isJumbled() || isOpened(text, start, word.end()) || Expressions.isMember(text, start, word.end())) {
            return null;
        }
        if (Heading.makesPublic(text, name, word)) {
            return null;
        }
        boolean ownLine = hasOwnLine(text, name, start)
                || isLogged(text, name)
                || (name.startsLine(text) && text.charAt(word.end()) < ' ' && !endsStatement(text, word.end()));
        boolean paired = isPaired(text, start, word.end());
        boolean secret = looks.isDrawn() ? ownLine || !paired : ownLine && !paired && looks.hasDigit();
        return secret ? word : null;
    }

    /** Whether a word without any sign stands at an index: what was drawn from signs as well is another one. */
    private static boolean isPlain(Text text, int start) {
        return Value.endsWord(text.charAt(PLAIN.runEnd(text, start)));
    }

    /** Whether a value that was read again to its end is a password that was drawn, although its beginning is none. */
    static boolean isJumbled(Text text, Value value, Value word) {
        return word.end() > value.end()
                && Appearance.of(text, word.start(), word.end()).isJumbled();
    }

    /** Whether more stands at an index than anybody types, which is not read again for each name in it. */
    private static boolean isLong(Text text, int start) {
        int i = start;
        while (i - start <= LONGEST && !Value.endsWord(text.charAt(i))) {
            i++;
        }
        return i - start > LONGEST;
    }

    /** {@code DB_PASSWORD==x7Q}: the second sign belongs to the value; null when this compares a name with something. */
    static @Nullable Value behindSign(Text text, Name name) {
        int start = name.end() + 1;
        if (text.charAt(name.end()) != '=' || text.charAt(start) != '=' || name.strength() != NameStrength.STRONG) {
            return null;
        }
        @Nullable Value drawn = drawn(text, name, start);
        if (drawn != null || !name.isPassword(text) || isLong(text, start) || !hasOwnLine(text, name, start)) {
            return drawn;
        }
        Value word = of(text, name, new Value(start, Value.plainEnd(text, start), false));
        return word.end() - start >= SHORTEST && text.charAt(word.end()) < ' ' ? word : null;
    }

    /** {@code 'a7'Kx9Q} on a line of its own: the quotes belong to the value; null when they close what stands in them. */
    static @Nullable Value withQuotes(Text text, Name name, int start, Value quoted) {
        char behind = text.charAt(quoted.end() + 1);
        boolean goesOn = Alphabet.ALNUM.has(behind) || "!#$%^*@~".indexOf(behind) >= 0;
        if (!goesOn || !Quotes.isQuote(text.charAt(start))) {
            return null;
        }
        Value word = of(text, name, new Value(start, quoted.end() + 1, false));
        if (!hasOwnLine(text, name, start)
                && !isLogged(text, name)
                && !Appearance.of(text, quoted.end() + 1, word.end()).isDrawn()) {
            return null;
        }
        return SecretCheck.hasSpace(text, word) || word.end() - start < SHORTEST ? null : word;
    }

    /** {@code KEY=value}, {@code a.key=value}, {@code key = value}, {@code key: value}, from the start of a line on. */
    private static boolean hasOwnLine(Text text, Name name, int value) {
        if (!name.startsLine(text)) {
            return false;
        }
        boolean upper = true;
        boolean dotted = false;
        for (int i = name.start(); i < name.end(); i++) {
            upper &= !Ascii.isLower(text.charAt(i));
            dotted |= text.charAt(i) == '.';
        }
        return upper || dotted || text.charAt(value - 1) == ' ';
    }

    /** Whether a line starts as those of logs do, with a stamp of time, so that nothing on it is code. */
    private static boolean isLogged(Text text, Name name) {
        if (text.charAt(name.start() - 1) != ' ') {
            return false;
        }
        int line = Lines.start(text, name.start(), LONGEST);
        int stamp = text.charAt(line) == '[' ? line + 1 : line;
        return STAMP.runEnd(text, stamp) - stamp >= SHORTEST_STAMP;
    }

    private static boolean endsStatement(Text text, int end) {
        return ";,){".indexOf(text.charAt(end - 1)) >= 0;
    }

    /** Whether it starts as a list, an object or what is filled in later. */
    private static boolean isOpened(Text text, int start, int end) {
        char first = text.charAt(start);
        if (first != '[' && first != '{') {
            return opensTemplate(text, start);
        }
        char closing = first == '[' ? ']' : '}';
        int i = start + 1;
        while (i - start < LONGEST && text.charAt(i) >= ' ' && text.charAt(i) != closing) {
            i++;
        }
        return text.charAt(i) == closing || OpenMark.pairsQuotes(text, start, end);
    }

    private static boolean isPaired(Text text, int start, int end) {
        return OpenMark.pairsQuotes(text, start, end) || OpenMark.pairsBrackets(text, start, end);
    }

    private static boolean opensTemplate(Text text, int start) {
        char first = text.charAt(start);
        char next = text.charAt(start + 1);
        return ("$%#@".indexOf(first) >= 0 && (next == '{' || next == '('))
                || (first == '<' && "%(".indexOf(next) >= 0);
    }

    /** A pair may be glued to a variable, as in the query of a URL; behind a blank, or a name with dots, it is a rare one. */
    private static int shortestKey(Text text, Name name, int value) {
        if (text.charAt(value - 1) == ' ') {
            return SHORTEST_KEY;
        }
        for (int i = name.start(); i < name.end(); i++) {
            if (text.charAt(i) == '.' && name.startsLine(text)) {
                return SHORTEST_KEY;
            }
        }
        return 1;
    }

    /** Whether nothing but signs that close stands between two indexes. */
    private static boolean closes(Text text, int start, int end) {
        int i = start;
        while (i < end && CLOSERS.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i == end;
    }

    private static boolean isKey(Text text, int start, int shortest, boolean ownLine) {
        int i = start;
        while (i - start < LONGEST_KEY && KEY.has(text.charAt(i))) {
            i++;
        }
        char sign = text.charAt(i);
        if (!Ascii.isLetter(text.charAt(start)) || (sign != '=' && sign != ':')) {
            return false;
        }
        int length = i - start;
        boolean named = length >= (sign == ':' ? SHORTEST_KEY : shortest);
        if (named && (ownLine || sign == ':')) {
            named = length >= SHORTEST_KEY ? isWordy(text, start, i) : isPlainPair(text, start, i);
        }
        return named || SecretNames.strength(text, start, i) == NameStrength.STRONG;
    }

    /** {@code n=1}: letters of one case, and behind the sign nothing but a plain word. */
    private static boolean isPlainPair(Text text, int start, int sign) {
        char behind = text.charAt(PLAIN.runEnd(text, sign + 1));
        boolean plain = Value.endsWord(behind) || SEPARATORS.indexOf(behind) >= 0 || CLOSERS.indexOf(behind) >= 0;
        return plain && (LOWER.runEnd(text, start) >= sign || UPPER.runEnd(text, start) >= sign);
    }

    /** Words, and perhaps a number behind them: what was drawn by chance has a sign behind letters as well. */
    private static boolean isWordy(Text text, int start, int end) {
        int last = end;
        while (last > start && Ascii.isDigit(text.charAt(last - 1))) {
            last--;
        }
        return Appearance.of(text, start, last).isNameLike();
    }

    /** An end that is spelt: an escaped line feed, an entity of HTML, an end tag. */
    private static boolean isEscape(Text text, int start, int i, boolean ownLine) {
        char c = text.charAt(i);
        if (c == '\\') {
            char escaped = text.charAt(i + 1);
            char behind = text.charAt(i + 2);
            boolean line = "nr".indexOf(escaped) >= 0
                    && (isKey(text, i + 2, 2, false) || behind <= ' ' || "-#[$/\\".indexOf(behind) >= 0);
            return line || (!ownLine && "nrt\"'".indexOf(escaped) >= 0);
        }
        if (c == '<') {
            boolean tag = text.charAt(i + 1) == '/' && text.charAt(KEY.runEnd(text, i + 2)) == '>';
            return tag || text.startsWithIgnoringCase("<br", i);
        }
        return "&%".indexOf(c) >= 0 && EscapedQuote.endsValue(text, start, i);
    }
}
