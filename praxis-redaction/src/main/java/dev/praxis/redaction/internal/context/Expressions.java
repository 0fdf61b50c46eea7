package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * Whether a value without quotes is code that fetches a secret and no secret: {@code getPassword()},
 * {@code os.environ["X"]}, {@code config.secret}.
 */
final class Expressions {

    private static final int LONGEST_LOOK = 120;
    private static final int SHORTEST_NAME = 3;
    private static final String SECURE_STRING = "convertto-securestring ";
    private static final int ROOT = 1;
    private static final int KEYWORD = 2;
    private static final int VERB = 8;

    private static final WordTable WORDS = new WordTable.Builder()
            .add(ROOT, """
                    self this cls super config conf cfg settings setting props properties property env environ process os
                    args arg argv opts opt options option params param request req response res resp ctx context user
                    users data app application event state store session account client server input values secrets
                    secret credentials creds vault var vars local locals module each body form query headers header
                    steps inputs github needs matrix job flags cmd viper flask django rails spec status result row record
                    obj object item model entity instance payload system
                    """)
            .add(VERB, "new get set convertto convertfrom read import export invoke select add join out start")
            .add(KEYWORD, "new await function func fn lambda async return if not typeof throw raise yield def sizeof")
            .build();

    private Expressions() {}

    /** Whether an expression starts at an index, in a value that ends before another. */
    static boolean at(Text text, int start, int end) {
        int limit = start + LONGEST_LOOK;
        int i = identifierEnd(text, start, limit);
        if (text.startsWithIgnoringCase(SECURE_STRING, text.charAt(start) == '(' ? start + 1 : start)) {
            return true; // PowerShell, whose argument is looked at by itself
        }
        if (text.charAt(start) == '(') {
            int opened = text.charAt(start + 1) == '(' ? start + 2 : start + 1; // a cast
            int inside = identifierEnd(text, opened, limit);
            if (isCmdlet(text, opened, limit)) {
                return true;
            }
            return inside > opened && (",)".indexOf(text.charAt(inside)) >= 0 || text.startsWith("[])", inside));
        }
        if (i == start) {
            return References.isFile(text, start, end);
        }
        int roles = WORDS.roles(text, start, i);
        if ((roles & KEYWORD) != 0 && i < limit && text.charAt(i) == ' ') {
            return true;
        }
        if (References.is(text, start, end)) {
            return true;
        }
        return isChain(text, start, i, limit, end, (roles & ROOT) != 0);
    }

    /** Whether what stands between two indexes is an identifier of letters that look like words, behind which code goes on. */
    static boolean isWordInCode(Text text, int start, int end) {
        if (text.charAt(end) != ' '
                || identifierEnd(text, start, end) < end
                || !Appearance.of(text, start, end).isWord()) {
            return false;
        }
        return "<>?+*/%&|=!".indexOf(text.charAt(end + 1)) >= 0;
    }

    /** Whether letters and underscores stand between two indexes, and perhaps a comma behind them. */
    static boolean isIdentifier(Text text, int start, int end) {
        int i = start;
        while (i < end && (Ascii.isLetter(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        return i > start && (i == end || (i == end - 1 && ",;)}".indexOf(text.charAt(i)) >= 0));
    }

    /** {@code credentials: username=bob}: a name and its value, which are looked at by themselves. */
    static boolean isPair(Text text, int start, int end, boolean password) {
        int i = start;
        while (i < end && (Ascii.isLetter(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        if (i == start || i + 1 >= end || text.charAt(i) != '=' || text.charAt(i + 1) == '=') {
            return false;
        }
        boolean name =
                i - start >= SHORTEST_NAME && Appearance.of(text, start, i).isNameLike();
        return name || !(password || Appearance.of(text, start, end).isJumbled());
    }

    /** {@code New-Object}, {@code Get-Credential}: a command of PowerShell. */
    static boolean isCmdlet(Text text, int start, int end) {
        int dash = start;
        while (dash < end && Ascii.isLetter(text.charAt(dash))) {
            dash++;
        }
        return dash < end
                && text.charAt(dash) == '-'
                && Ascii.isUpper(text.charAt(dash + 1))
                && (WORDS.roles(text, start, dash) & VERB) != 0;
    }

    /** Whether an identifier stands at an index and a bracket closes behind it: {@code for (Cookie cookie : cookies)}. */
    static boolean isBracketed(Text text, int start, int end) {
        int i = identifierEnd(text, start, end);
        return i > start && text.charAt(i) == ')';
    }

    /** {@code Keyword}, {@code Name.Type}: a type or constant. */
    static boolean isTypeName(Text text, int start, int end) {
        int i = start;
        while (i < end) {
            int part = identifierEnd(text, i, end);
            if (part == i
                    || !Ascii.isUpper(text.charAt(i))
                    || !Appearance.of(text, i, part).isWord()) {
                return false;
            }
            i = text.charAt(part) == '.' ? part + 1 : part;
            if (part < end && text.charAt(part) != '.') {
                return false;
            }
        }
        return end > start;
    }

    /** Whether the whole value is a name that itself says that it holds a secret: {@code token=user_token}. */
    static boolean isVariable(Text text, int start, int end) {
        boolean joined = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '_' && !Ascii.isLetter(c)) {
                return false;
            }
            joined |= i > start && (c == '_' || (Ascii.isUpper(c) && Ascii.isLower(text.charAt(i - 1))));
        }
        return joined
                && SecretNames.strength(text, start, end).isAtLeast(NameStrength.WEAK)
                && (isCamel(text, start, end)
                        || !Appearance.of(text, start, end).isDrawnLetters());
    }

    /** {@code txtPwdUsrFld}: a small letter first and last, and one before each capital and behind it. */
    private static boolean isCamel(Text text, int start, int end) {
        boolean capital = true;
        for (int i = start; i < end; i++) {
            boolean before = capital;
            capital = Ascii.isUpper(text.charAt(i));
            if (before && capital) {
                return false;
            }
        }
        return !capital;
    }

    /** {@code users[0]!.Pw}: whether words, each a member or an element of the one before, are all that stands there. */
    static boolean isMember(Text text, int start, int end) {
        int i = identifierEnd(text, start, end);
        boolean words = i > start && Appearance.of(text, start, i).isWord();
        int segments = 0;
        boolean member = false;
        while (words && i < end && segments++ < LONGEST_LOOK) {
            char c = text.charAt(i);
            int next = i;
            if (c == '[') {
                int index = Alphabet.ALNUM.runEnd(text, i + 1);
                next = text.charAt(index) == ']' && index > i + 1 ? index + 1 : i;
            } else if (c == '.') {
                int memberEnd = identifierEnd(text, i + 1, end);
                next = memberEnd > i + 1 ? memberEnd : i;
                member |= next > i;
            } else if ((c == '!' || c == '?') && (i + 1 == end || ".[;,)".indexOf(text.charAt(i + 1)) >= 0)) {
                next = i + 1;
            }
            if (next == i) {
                return segments > 1 && ";,)".indexOf(c) >= 0 && i + 1 >= end;
            }
            i = next;
        }
        return words && segments > 0 && (member || text.charAt(end - 1) != '!'); // Tiger[9]! may be a password
    }

    private static boolean isChain(Text text, int start, int first, int limit, int end, boolean root) {
        int i = first;
        int segment = start;
        boolean known = root;
        int segments = 1;
        while (i < limit) {
            int link = linkEnd(text, i, limit);
            int next = link == i ? i : identifierEnd(text, link, limit);
            if (next == link) {
                break;
            }
            segments++;
            segment = link;
            i = next;
            known |= segments == 2 && SecretNames.strength(text, start, first) == NameStrength.STRONG;
            known |= SecretNames.strength(text, segment, i).isAtLeast(NameStrength.WEAK);
        }
        if (i >= limit) {
            return false;
        }
        char c = text.charAt(i);
        if (c == ' ' && segments > 1 && text.charAt(i + 1) == '(') {
            return true; // t.nextToken ()
        }
        if (c == '(') {
            boolean called = segments > 1 || !hasDigit(text, segment, i) || takesCode(text, i);
            return called
                    && (isCall(text, i, limit)
                            || Appearance.of(text, segment, i).isWord());
        }
        if (c == '<' && Ascii.isUpper(text.charAt(segment)) && isType(text, segment, i)) {
            return true; // Option<String>
        }
        if (c == '[' && i + 1 < limit) {
            return known || isElement(text, segment, i + 1);
        }
        return segments > 1 && i >= end && (root || (known && !hasDigit(text, start, end)));
    }

    /** {@code bin2hex(random_bytes(32))}, {@code md5($x)}: whether what a call takes is code itself. */
    private static boolean takesCode(Text text, int open) {
        int argument = identifierEnd(text, open + 1, open + LONGEST_LOOK);
        char next = text.charAt(argument);
        return argument == open + 1 ? next == '$' || Quotes.isQuote(next) : next == '(';
    }

    /** {@code names["x"]}, {@code names[3]}, {@code List[String]}, from behind the bracket on. */
    private static boolean isElement(Text text, int segment, int inside) {
        char c = text.charAt(inside);
        return Quotes.isQuote(c)
                || c == ':'
                || isIndex(text, inside)
                || (Ascii.isLower(c) && text.charAt(inside + 1) == ']' && !Alphabet.ALNUM.has(text.charAt(inside + 2)))
                || (Ascii.isUpper(text.charAt(segment))
                        && Ascii.isLetter(c)
                        && isParameter(text, inside)
                        && Appearance.of(text, segment, inside - 1).isWord());
    }

    /** {@code List[String]}, {@code Dict[str, int]}. */
    private static boolean isParameter(Text text, int inside) {
        char behind = text.charAt(identifierEnd(text, inside, inside + LONGEST_LOOK));
        return behind <= ' ' || "],.[".indexOf(behind) >= 0;
    }

    private static boolean isType(Text text, int start, int open) {
        return Appearance.of(text, start, open).isWord() && Ascii.isLetter(text.charAt(open + 1));
    }

    private static boolean hasDigit(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIndex(Text text, int start) {
        int i = start;
        while (Ascii.isDigit(text.charAt(i))) {
            i++;
        }
        return i > start && text.charAt(i) == ']';
    }

    private static boolean isCall(Text text, int open, int limit) {
        for (int i = open + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == ')') {
                return true;
            }
            if (c == '\n' || c == Text.NONE) {
                return i == open + 1;
            }
        }
        return true; // longer than what is looked at
    }

    private static int linkEnd(Text text, int i, int limit) {
        char c = text.charAt(i);
        if (c == '.') {
            return i + 1;
        }
        if (i + 1 < limit && ((c == ':' && text.charAt(i + 1) == ':') || (c == '-' && text.charAt(i + 1) == '>'))) {
            return i + 2;
        }
        return c == '?' && i + 1 < limit && text.charAt(i + 1) == '.' ? i + 2 : i;
    }

    /** The index after the letters, digits and underscores that start at an index with no digit. */
    static int identifierEnd(Text text, int start, int limit) {
        if (start >= limit || !(Ascii.isLetter(text.charAt(start)) || text.charAt(start) == '_')) {
            return start;
        }
        int i = start;
        while (i < limit
                && (Ascii.isLetter(text.charAt(i)) || Ascii.isDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        return i;
    }
}
