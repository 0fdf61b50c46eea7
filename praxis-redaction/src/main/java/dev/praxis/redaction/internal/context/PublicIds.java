package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Identifiers that say what they are by their shape: of pods, of what a service made. Who knows one can do nothing with it. */
final class PublicIds {

    private static final int JOINED = 1;
    private static final int DASHED = 2;
    private static final int POD_SUFFIX = 5;
    private static final int SHORTEST_TEMPLATE = 8;
    private static final int LONGEST_TEMPLATE = 10;
    private static final int TWILIO = 34;
    private static final Alphabet LOWER = Alphabet.range('a', 'z').plus(Alphabet.range('0', '9'));

    private static final int ULID = 26;
    private static final int CID = 46;
    private static final int CID1 = 59;
    private static final int ADDRESS = 40;
    private static final int HASH = 64;
    private static final int POINTER = 16;
    private static final int UUID = 36;
    private static final int LONGEST_RECORD = 64;
    private static final Alphabet CROCKFORD = Alphabet.of("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    private static final Alphabet CROCKFORD_LOWER = Alphabet.of("0123456789abcdefghjkmnpqrstvwxyz");
    private static final Alphabet BASE58 = Alphabet.of("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
    private static final WordTable RECORDS = new WordTable.Builder()
            .add(1, "dnskey cdnskey ds cds dlv sshfp tlsa smimea openpgpkey rrsig nsec3 nsec3param")
            .build();

    /** Of Stripe, OpenAI, Anthropic and others, which document them as identifiers. */
    private static final WordTable PREFIXES = new WordTable.Builder()
            .add(JOINED, """
                    in sub evt pm cus pi ch price prod acct seti src card txn po re si il ii py tr cn dp fee plan cs mbur prctbl
                    msg thread resp rs fc call vs step toolu req usr user team dpl prj wrk mem inv ord conv
                    """)
            .add(DASHED | JOINED, "chatcmpl cmpl modr ft ftjob file asst run batch org proj")
            .build();

    private PublicIds() {}

    /** Whether what stands between two indexes is such an identifier. */
    static boolean is(Text text, int start, int end) {
        return isPod(text, start, end)
                || isTwilio(text, start, end)
                || isPrefixed(text, start, end)
                || isUlid(text, start, end)
                || isContent(text, start, end)
                || isOnChain(text, start, end)
                || isOfZone(text, start)
                || text.startsWith(".apps.googleusercontent.com", end - ".apps.googleusercontent.com".length())
                || (text.charAt(start - 1) == '<' && text.charAt(end) == '@') // Message-ID
                || isSymbol(text, start, end);
    }

    /** {@code {GUID}} of a project, {@code name@commit}. */
    static boolean isEnclosed(Text text, int start, int end) {
        char before = text.charAt(start - 1);
        return before == '@'
                || before == '#'
                || (before == '{' && text.charAt(end) == '}')
                || isOfFile(text, start, end);
    }

    /** {@code d41d8cd9…  token.txt}, {@code token.txt: d41d8cd9…}: the digest of a file, as those who check it list it. */
    private static boolean isOfFile(Text text, int start, int end) {
        boolean listed =
                text.charAt(end) == ' ' && " *".indexOf(text.charAt(end + 1)) >= 0 && text.charAt(end + 2) > ' ';
        return (listed && text.charAt(start - 1) < ' ')
                || (text.charAt(start - 1) == ' '
                        && text.charAt(start - 2) == ':'
                        && References.isFileName(text, start - 2));
    }

    /** A symbol of C++ or Rust as a linker knows it, the address of an object. */
    private static boolean isSymbol(Text text, int start, int end) {
        boolean mangled = text.startsWith("_Z", start - 1) && "NTSK".indexOf(text.charAt(start + 1)) >= 0;
        boolean hash = text.startsWith("17h", start) && text.charAt(start - 1) == '$';
        int digits = end;
        while (digits > start && end - digits < POINTER && Ascii.isHexDigit(text.charAt(digits - 1))) {
            digits--;
        }
        return mangled || hash || (end - digits >= POINTER / 2 && text.startsWith("/0x", digits - 3));
    }

    /** {@code luks-6b1f0c7e-9d2a-…}: whether words and a UUID are all there is. */
    static boolean endsInUuid(Text text, int start, int end) {
        int uuid = end - UUID;
        return uuid > start
                && "-_.".indexOf(text.charAt(uuid - 1)) >= 0
                && Appearance.of(text, uuid, end).isUuid()
                && !Appearance.of(text, start, uuid - 1).isRandom(SHORTEST_TEMPLATE);
    }

    /** {@code evt_1A2I…}, {@code chatcmpl-6QWy…}: what a service made, called by what it is. */
    private static boolean isPrefixed(Text text, int start, int end) {
        int prefix = start;
        while (prefix < end && Ascii.isLower(text.charAt(prefix))) {
            prefix++;
        }
        char joint = text.charAt(prefix);
        int roles = PREFIXES.roles(text, start, prefix);
        if (joint == '-') {
            return (roles & DASHED) != 0 && Alphabet.ALNUM.runEnd(text, prefix + 1) >= end;
        }
        int body =
                text.startsWith("test_", prefix + 1) || text.startsWith("live_", prefix + 1) ? prefix + 6 : prefix + 1;
        boolean whole = roles != 0 && Alphabet.ALNUM.runEnd(text, body) >= end; // pi_…_secret_… is none
        return joint == '_' && (whole || isUlid(text, prefix + 1, end));
    }

    /** A universally unique identifier that sorts (ULID), of this century: 26 signs of Crockford's Base32. */
    private static boolean isUlid(Text text, int start, int end) {
        boolean base32 = CROCKFORD.runEnd(text, start) >= end || CROCKFORD_LOWER.runEnd(text, start) >= end;
        return end - start == ULID && text.charAt(start) == '0' && base32 && text.charAt(start + 1) == '1';
    }

    /** What IPFS calls content by: the multihash in Base58 (version 0), or in Base32 (version 1). */
    private static boolean isContent(Text text, int start, int end) {
        int length = end - start;
        return (length == CID && text.startsWith("Qm", start) && BASE58.runEnd(text, start) >= end)
                || (length >= CID1 && text.startsWith("baf", start) && LOWER.runEnd(text, start) >= end);
    }

    /** An address or the hash of a transaction of Ethereum, an address of Bitcoin in Bech32. */
    private static boolean isOnChain(Text text, int start, int end) {
        int length = end - start - 2;
        boolean hex = text.startsWith("0x", start)
                && (length == ADDRESS || (length == HASH && IdNames.isNamedBefore(text, start)))
                && Appearance.of(text, start + 2, end).isHexDigits();
        boolean bech32 = length >= ADDRESS - 2
                && (text.startsWith("bc1", start) || text.startsWith("tb1", start))
                && LOWER.runEnd(text, start) >= end;
        return hex || bech32;
    }

    /** In a record of DNS that holds a key or its digest (RFC 4034, 4255, 6698). */
    private static boolean isOfZone(Text text, int start) {
        for (int i = start - 1; start - i < LONGEST_RECORD && text.charAt(i) >= ' '; i--) {
            if (text.charAt(i) == ' ' && isRecord(text, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRecord(Text text, int start) {
        int end = Alphabet.ALNUM.runEnd(text, start);
        return Ascii.isUpper(text.charAt(start))
                && text.charAt(end) == ' '
                && Ascii.isDigit(text.charAt(end + 1))
                && RECORDS.roles(text, start, end) != 0;
    }

    /** {@code api-5f6d8c9b47-x2x9p}: a name, the hash of a template and five letters or digits, as Kubernetes names pods. */
    static boolean isPod(Text text, int start, int end) {
        int suffix = LOWER.runStart(text, end, Math.max(start, end - POD_SUFFIX - 1));
        if (end - suffix != POD_SUFFIX || text.charAt(suffix - 1) != '-') {
            return false;
        }
        int template = LOWER.runStart(text, suffix - 1, Math.max(start, suffix - LONGEST_TEMPLATE - 2));
        int length = suffix - 1 - template;
        return length >= SHORTEST_TEMPLATE
                && length <= LONGEST_TEMPLATE
                && template > start
                && text.charAt(template - 1) == '-'
                && Appearance.of(text, template, suffix - 1).hasDigit()
                && LOWER.has(text.charAt(start));
    }

    /** {@code SM…}, {@code CA…}: what Twilio made; a key of it starts with {@code SK}. */
    static boolean isTwilio(Text text, int start, int end) {
        return end - start == TWILIO
                && Ascii.isUpper(text.charAt(start))
                && Ascii.isUpper(text.charAt(start + 1))
                && !text.startsWith("SK", start)
                && Appearance.of(text, start + 2, end).isHexDigits();
    }
}
