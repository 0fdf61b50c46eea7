package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * What stands where a secret belongs and is none: {@code ********}, {@code <TOKEN>}, {@code ${SECRET}},
 * {@code changeme}, names of types, answers to whether there is a secret. A documented choice: a password that really is
 * {@code changeme} is in every dictionary, and stays.
 */
final class Placeholders {

    private static final int LONGEST_WORD = 24;
    private static final int WORD = 1;
    private static final int FIRST = 2;
    private static final int ANYWHERE = 4;
    /** Says so at the end, behind a word that asks for something. */
    private static final int LAST = 8;

    private static final int ASKS = 16;
    /** A type that GraphQL has. */
    private static final int TYPE = 32;

    private static final int LONGEST_REMARK = 48;

    private static final WordTable WORDS = new WordTable.Builder()
            .add(WORD, """
                    changeme changeit change replaceme placeholder redacted masked hidden removed omitted filtered scrubbed
                    none null nil undefined nan true false yes no on off todo tbd fixme empty unset notset default auto
                    required optional missing invalid valid expired ok set present absent enabled disabled unknown failed
                    failure success successful denied accepted rejected rotated revoked unchanged changed prompt
                    interactive incorrect wrong mismatch verified
                    string str int integer long number float double bool boolean byte bytes text char varchar any object
                    array uuid date void var secretstr sensitive option password_hash stdin env
                    obligatoire requis optionnel obligatorio requerido opcional erforderlich verplicht obbligatorio richiesto
                    include omit same-origin scram-sha-256 scram-sha-512 scram-sha-1 md5 trust reject peer ident
                    example dummy sample insert value password_here secret_here anonymous -anonymous@ compat files sss nis systemd all amd64 arm64 i386
                    """)
            .add(FIRST, "your replace insert enter put change example placeholder dummy fill")
            .add(ANYWHERE, "your replace placeholder changeme redacted")
            .add(LAST, "here")
            .add(ASKS, "your insert enter put paste add token password secret key value api goes")
            .add(TYPE, "string id int float boolean")
            .build();
    private static final Alphabet REMARK =
            Alphabet.range('a', 'z').plus(Alphabet.range('A', 'Z')).plus(Alphabet.of(" -,'"));

    private Placeholders() {}

    /** Whether what stands between two indexes is in the place of a secret. */
    static boolean has(Text text, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return true;
        }
        return isWord(text, start, end)
                || isChoice(text, start, end)
                || isSign(text, start, end)
                || isBracketed(text, start, end)
                || isFramed(text, start, end)
                || isPercentage(text, start, end)
                || Filling.is(text, start, end)
                || isSentence(text, start, end);
    }

    /** Two signs at the most: the beginning of code that goes on elsewhere. */
    private static boolean isSign(Text text, int start, int end) {
        return end - start <= 2 && !Alphabet.ALNUM.has(text.charAt(start)) && !Alphabet.ALNUM.has(text.charAt(end - 1));
    }

    private static boolean isWord(Text text, int start, int end) {
        boolean word = end - start <= LONGEST_WORD && (WORDS.roles(text, start, end) & WORD) != 0;
        return word || isType(text, start, end);
    }

    /** {@code String!}, {@code [ID!]!}: a type of GraphQL that may not be left out. */
    static boolean isType(Text text, int start, int end) {
        int from = text.charAt(start) == '[' ? start + 1 : start;
        int to = end;
        while (to > from && (text.charAt(to - 1) == '!' || text.charAt(to - 1) == ']')) {
            to--;
        }
        return to < end && Ascii.isUpper(text.charAt(from)) && (WORDS.roles(text, from, to) & TYPE) != 0;
    }

    /** {@code ***REMOVED***}, {@code --hidden--}: a word that says so between two rows of the same sign. */
    static boolean isFramed(Text text, int start, int end) {
        char sign = text.charAt(start);
        if ("*-#=_~".indexOf(sign) < 0) {
            return false;
        }
        int from = start;
        int to = end;
        while (to - from > 2 && text.charAt(from) == sign && text.charAt(to - 1) == sign) {
            from++;
            to--;
        }
        return from > start && isWord(text, from, to);
    }

    /** {@code 25%}: how much of something. */
    private static boolean isPercentage(Text text, int start, int end) {
        int length = end - start;
        return length >= 2
                && length <= 4
                && text.charAt(end - 1) == '%'
                && Appearance.of(text, start, end - 1).isNumber();
    }

    /** {@code (known after apply)}: words in brackets, of which a value without quotes is the first. */
    private static boolean isRemark(Text text, int start, int valueEnd) {
        char closing = text.charAt(start) == '(' ? ')' : ']';
        int end = start + 1;
        while (end - start < LONGEST_REMARK && REMARK.has(text.charAt(end))) {
            end++;
        }
        return end > start + 1 && end >= valueEnd - 1 && text.charAt(end) == closing;
    }

    /** {@code true|false}: what may stand there. */
    private static boolean isChoice(Text text, int start, int end) {
        int i = start;
        while (i < end) {
            int wordEnd = i;
            while (wordEnd < end && wordEnd - i <= LONGEST_WORD && text.charAt(wordEnd) != '|') {
                wordEnd++;
            }
            if ((wordEnd == end && i == start) || !isWord(text, i, wordEnd)) {
                return false;
            }
            i = wordEnd + 1;
        }
        return true;
    }

    private static boolean isBracketed(Text text, int start, int end) {
        char first = text.charAt(start);
        char last = text.charAt(end - 1);
        return switch (first) {
            case '$' -> isVariable(text, start + 1, end);
            case '<' ->
                last == '>'
                        || (end - start > 1 && "(%".indexOf(text.charAt(start + 1)) >= 0); // <(command), <%= ruby %>
            case ':' -> isParameter(text, start, end);
            case '[', '(' ->
                ((last == ']' || last == ')') && isPlain(text, start + 1, end - 1))
                        || (text.startsWith("((", start) && text.startsWith("))", end - 2)) // of Concourse
                        || isRemark(text, start, end);
            case '{' -> last == '}' && !Appearance.of(text, start + 1, end - 1).isDrawn();
            case '#' -> last == '}' && text.charAt(start + 1) == '{';
            case '\\' -> text.charAt(start + 1) == 'f' && "BIRP".indexOf(text.charAt(start + 2)) >= 0; // troff
            case '\u2026' -> end - start <= 2;
            case '%' ->
                (last == '%' && end - start > 2 && isPlain(text, start + 1, end - 1)) || isFormat(text, start, end);
            case '@' -> isParameter(text, start, end) || isDoubled(text, start, end);
            case '_' -> isDoubled(text, start, end);
            default -> false;
        };
    }

    /** {@code :password}, {@code @password}: a parameter of a statement of SQL, called as what it holds. */
    private static boolean isParameter(Text text, int start, int end) {
        return SecretNames.strength(text, start + 1, end).isAtLeast(NameStrength.WEAK)
                && Expressions.isIdentifier(text, start + 1, end);
    }

    /** {@code @@TOKEN@@}. */
    private static boolean isDoubled(Text text, int start, int end) {
        char first = text.charAt(start);
        return end - start > 4
                && text.charAt(end - 1) == first
                && text.charAt(start + 1) == text.charAt(end - 2)
                && isPlain(text, start + 1, end - 1);
    }

    /** {@code %s}, {@code %-10s}, {@code %(password)s}. */
    private static boolean isFormat(Text text, int start, int end) {
        return (end - start == 2 && Ascii.isLetter(text.charAt(start + 1)))
                || (end - start > 3 && text.charAt(start + 1) == '(');
    }

    private static boolean isVariable(Text text, int start, int end) {
        if (start >= end) {
            return false;
        }
        char first = text.charAt(start);
        if (first == '{' || first == '(') {
            return true;
        }
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            upper |= Ascii.isUpper(c);
            lower |= Ascii.isLower(c);
            digit |= Ascii.isDigit(c);
            if (c != '_' && !Ascii.isLetter(c) && !Ascii.isDigit(c)) {
                boolean continued = c == '.' || c == '[' || c == '-' || c == '/' || c == ':';
                return continued && !Appearance.of(text, start - 1, end).isDrawn();
            }
        }
        return (upper != lower && !(lower && digit)) || (end - start == 1 && digit);
    }

    /** Letters, digits and what joins words, and no digit next to a letter. */
    private static boolean isPlain(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetter(c) && "_-. :".indexOf(c) < 0) {
                return false;
            }
        }
        return start < end;
    }

    /** {@code user:password}, as examples have it. */
    static boolean isPair(Text text, int user, int userEnd, int password, int passwordEnd) {
        boolean someone = Ascii.equalsFolded("user", text, user, userEnd)
                || Ascii.equalsFolded("username", text, user, userEnd)
                || Ascii.equalsFolded("name", text, user, userEnd);
        return someone
                && (Ascii.equalsFolded("password", text, password, passwordEnd)
                        || Ascii.equalsFolded("pass", text, password, passwordEnd)
                        || Ascii.equalsFolded("passwd", text, password, passwordEnd));
    }

    /** {@code YOUR_TOKEN_HERE}, {@code replace-me}: words of which one says so, and no digits. */
    private static boolean isSentence(Text text, int start, int end) {
        int i = start;
        boolean says = false;
        boolean asks = false;
        while (i < end) {
            int wordEnd = i;
            while (wordEnd < end && Ascii.isLetter(text.charAt(wordEnd))) {
                wordEnd++;
            }
            if (wordEnd < end && "_- ".indexOf(text.charAt(wordEnd)) < 0) {
                return false;
            }
            int roles = wordEnd - i > LONGEST_WORD ? 0 : WORDS.roles(text, i, wordEnd);
            says |= (roles & ANYWHERE) != 0 || (i == start && (roles & FIRST) != 0 && wordEnd < end);
            says |= wordEnd == end && (roles & LAST) != 0 && asks;
            asks |= (roles & ASKS) != 0;
            i = wordEnd + 1;
        }
        return says;
    }
}
