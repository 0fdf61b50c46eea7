package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * The name directly in front of a value that looks drawn by chance: whether it says that the value is an identifier or is
 * published, or that it is a secret. It counts more than words that stand farther away.
 */
final class IdNames {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_GAP = 16;
    private static final int CHECKSUM = "checksum/".length();
    private static final int MOST_ELEMENTS = 4;
    /** Behind {@code "n": "}. */
    private static final int ALONE = 6;

    private static final int SHORTEST_MODULUS = 170;
    private static final int P256 = 43;
    private static final int P384 = 64;
    private static final int P521 = 88;
    private static final int LONGEST_LOOK_BACK = 512;
    private static final int PUBLIC = 1;
    private static final int ID = 2;
    private static final int JWK = 4;
    private static final int DKIM = 8;
    private static final int SECRET = Vocabulary.SECRET | Vocabulary.PASSWORD | Vocabulary.MAYBE;
    private static final WordTable WORDS = new WordTable.Builder()
            .add(PUBLIC, """
                    uid uuid guid kid jti etag ray rev revision sha sha1 sha224 sha256 sha384 sha512 md5 crc crc32 checksum
                    checksums digest digests shasum integrity fingerprint thumbprint commit trace traceid span spanid
                    traceparent requestid correlationid verification address addresses contract txid tx block cid node shard
                    container instance version versionid build buildid serial arn narhash x5t x5c cursor marker uploadid
                    sitekey messageid keyid accessor public pub pubkey publickey chars charset characters alphabet
                    """)
            .add(ID, "id ids identifier")
            .add(JWK, "n x y e")
            .add(DKIM, "b bh p h")
            .build();
    /** What names a digest or an identifier in a sentence or in the output of a tool: {@code commit 3f2a…}. */
    private static final WordTable BEFORE = new WordTable.Builder().add(1, """
                    commit index sha sha1 sha256 md5 digest hash checksum tx transaction block image revision rev ref object
                    tree parent blob build id uid uuid guid request trace span order event node
                    """).build();
    /** What names the place of a value and not the value. */
    private static final WordTable NEUTRAL = new WordTable.Builder()
            .add(1, "value val default data content string text")
            .build();

    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_.-"));
    private static final Alphabet VALUE = NAME.plus(Alphabet.of("+/="));
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet UNNAMED = Alphabet.of("_.-0123456789");

    private IdNames() {}

    /** Whether the name in front of a value says that it is public, whatever it looks like. */
    static boolean isPublic(Text text, int start) {
        return names(text, start, nameEnd(text, firstElement(text, start)))
                || names(text, start, headerEnd(text, start));
    }

    private static boolean names(Text text, int start, int end) {
        if (end < 0) {
            return false;
        }
        int nameStart = NAME.runStart(text, end, Math.max(0, end - LONGEST_NAME));
        int lastEnd = UNNAMED.runStart(text, end, nameStart);
        int last = wordStart(text, nameStart, lastEnd);
        if (last == lastEnd) {
            return false;
        }
        int roles = WORDS.roles(text, last, WORDS.roles(text, last, end) != 0 ? end : lastEnd);
        if ((roles & PUBLIC) != 0) {
            return SecretNames.strength(text, nameStart, last) != NameStrength.STRONG;
        }
        if (saysPublic(text, nameStart, last)) {
            return true;
        }
        if ((roles & ID) != 0) {
            return isIdOf(text, nameStart, last);
        }
        boolean single = nameStart == last && lastEnd - last <= 2 && (roles & (JWK | DKIM)) != 0;
        boolean key = (roles & JWK) != 0;
        return single && (isBehindMark(text, start, key) || (key && isMemberOfKey(text, start)));
    }

    /** {@code vapidPublicKey}: whether one of the words of a name says that what it names is public. */
    private static boolean saysPublic(Text text, int nameStart, int nameEnd) {
        int i = nameStart;
        while (i < nameEnd) {
            int end = Ascii.isLetter(text.charAt(i)) ? SecretNames.wordEnd(text, i, nameEnd) : i + 1;
            if (Ascii.equalsFolded("public", text, i, end)) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** {@code x-vercel-id: fra1::iad1::7k2px…}: the name of the header that an index stands in, without a blank between. */
    private static int headerEnd(Text text, int start) {
        int i = start;
        while (start - i < LONGEST_NAME && text.charAt(i - 1) > ' ' && !Quotes.isQuote(text.charAt(i - 1))) {
            i--;
        }
        boolean parts = i < start && text.charAt(i - 1) == ' ' && text.charAt(i - 2) == ':';
        return parts && NAME.has(text.charAt(i - 3)) ? i - 2 : -1;
    }

    /** Whether an {@code …_id} says of what it is one, and that is not what somebody logs in with. */
    private static boolean isIdOf(Text text, int nameStart, int id) {
        int end = UNNAMED.runStart(text, id, nameStart);
        int floor = nameStart;
        if (end == nameStart) { // build ID: …
            end = BLANK.runStart(text, nameStart, Math.max(0, nameStart - LONGEST_GAP));
            floor = NAME.runStart(text, end, Math.max(0, end - LONGEST_NAME));
            if (end == nameStart) {
                return false;
            }
        }
        int word = wordStart(text, floor, end);
        // Whoever knows the id of a project may act as it with some services.
        return word < end
                && (SecretNames.rolesOf(text, word, end) & SECRET) == 0
                && !Ascii.equalsFolded("project", text, word, end);
    }

    /**
     * Whether hexadecimal digits are named as a digest or an identifier, or by a name that says nothing of secrets, while what
     * stands around them may do.
     */
    static boolean tellsNoSecret(Text text, int start, boolean uuid) {
        int first = firstElement(text, start);
        int end = nameEnd(text, first);
        if (end >= 0) {
            int nameStart = NAME.runStart(text, end, Math.max(0, end - LONGEST_NAME));
            boolean says = WORDS.roles(text, nameStart, end) != 0
                    || (uuid && isStructured(text, nameStart) && NEUTRAL.roles(text, nameStart, end) == 0);
            return (says && !tellsSecret(text, nameStart, end)) || text.startsWith("checksum/", nameStart - CHECKSUM);
        }
        return isNamedBefore(text, start);
    }

    /** Whether the word before a value, with a blank between, is of an identifier or a digest. */
    static boolean isNamedBefore(Text text, int start) {
        int blank = BLANK.runStart(text, start, Math.max(0, start - LONGEST_GAP));
        int word = wordStart(text, Math.max(0, blank - LONGEST_NAME), blank);
        return blank < start && word < blank && BEFORE.roles(text, word, blank) != 0;
    }

    /** Whether one of the words of a name speaks of secrets. */
    private static boolean tellsSecret(Text text, int nameStart, int nameEnd) {
        int i = nameStart;
        while (i < nameEnd) {
            if (!Ascii.isLetter(text.charAt(i))) {
                i++;
                continue;
            }
            int end = SecretNames.wordEnd(text, i, nameEnd);
            if ((SecretNames.rolesOf(text, i, end) & (SECRET | Vocabulary.HINT)) != 0) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** Whether a name begins a pair and does not end a sentence: at the start of a line, in quotes, behind a separator. */
    private static boolean isStructured(Text text, int nameStart) {
        char before = text.charAt(nameStart - 1);
        if (before != ' ') {
            return true;
        }
        int i = BLANK.runStart(text, nameStart, Math.max(0, nameStart - LONGEST_NAME));
        char last = text.charAt(i - 1);
        return last < ' ' || ",;{[(|\"'".indexOf(last) >= 0 || text.charAt(NAME.runEnd(text, nameStart)) == '=';
    }

    /** Behind the name that a sign binds to what starts at an index, or -1. */
    private static int nameEnd(Text text, int start) {
        int i = start;
        if (Quotes.isQuote(text.charAt(i - 1))) {
            i = i - 1 - Quotes.escapes(text, i - 1);
        }
        i = BLANK.runStart(text, i, Math.max(0, i - LONGEST_GAP));
        if (text.charAt(i - 1) == '[') {
            i = BLANK.runStart(text, i - 1, Math.max(0, i - LONGEST_GAP));
            if (NAME.has(text.charAt(i - 1))) {
                return i; // node[…]
            }
        }
        char sign = text.charAt(i - 1);
        if (sign != ':' && sign != '=') {
            return -1;
        }
        i = BLANK.runStart(text, i - 1, Math.max(0, i - LONGEST_GAP));
        if (Quotes.isQuote(text.charAt(i - 1))) {
            i = i - 1 - Quotes.escapes(text, i - 1);
        }
        if (text.charAt(i - 1) == ')') { // MD5 (file) = …
            int open = i - 1;
            while (i - open < LONGEST_NAME && text.charAt(open) >= ' ' && text.charAt(open) != '(') {
                open--;
            }
            i = text.charAt(open) == '(' ? BLANK.runStart(text, open, Math.max(0, open - LONGEST_GAP)) : i;
        }
        return NAME.has(text.charAt(i - 1)) ? i : -1;
    }

    /** Where the first element starts of the list that an element stands in: {@code "pins": ["…", "…"]}. */
    private static int firstElement(Text text, int start) {
        int element = start;
        for (int elements = 0; elements < MOST_ELEMENTS; elements++) {
            char quote = text.charAt(element - 1);
            if (!Quotes.isQuote(quote)) {
                return element;
            }
            int comma = BLANK.runStart(text, element - 1, Math.max(0, element - LONGEST_GAP)) - 1;
            if (text.charAt(comma) != ',' || text.charAt(comma - 1) != quote) {
                return element;
            }
            int before = VALUE.runStart(text, comma - 1, Math.max(0, comma - LONGEST_LOOK_BACK));
            if (text.charAt(before - 1) != quote) {
                return element;
            }
            element = before;
        }
        return element;
    }

    /** Where the last word of a name starts. */
    private static int wordStart(Text text, int nameStart, int end) {
        int i = end;
        while (i > nameStart && isOfWord(text, i - 1, end)) {
            i--;
        }
        return i;
    }

    private static boolean isOfWord(Text text, int i, int end) {
        char c = text.charAt(i);
        if (!Ascii.isLetter(c) && !Ascii.isDigit(c)) {
            return false;
        }
        boolean camel = i + 1 < end && Ascii.isLower(c) && Ascii.isUpper(text.charAt(i + 1));
        return !camel;
    }

    /** Whether a member that is looked at alone is of the length that the numbers of a public key have (RFC 7518). */
    private static boolean isMemberOfKey(Text text, int start) {
        int length = Alphabet.BASE64URL.runEnd(text, start) - start;
        boolean alone = text.startsWith("\"", 0) && start == ALONE;
        return alone && (length >= SHORTEST_MODULUS || length == P256 || length == P384 || length == P521);
    }

    /** Whether a key in JSON (RFC 7517), or a record or a header of DKIM (RFC 6376), began shortly before an index. */
    private static boolean isBehindMark(Text text, int start, boolean key) {
        for (int i = start - 1; start - i < LONGEST_LOOK_BACK && i >= 0; i--) {
            boolean found = switch (text.charAt(i)) {
                case '"' -> key && text.startsWith("\"kty\"", i);
                case 'v' -> !key && text.startsWith("v=DKIM1", i);
                case 'D' -> !key && text.startsWith("DKIM-", i);
                case 'A' -> !key && text.startsWith("ARC-", i);
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }
}
