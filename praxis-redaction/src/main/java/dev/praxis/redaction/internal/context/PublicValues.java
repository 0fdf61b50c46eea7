package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** What looks drawn by chance and is made to be seen: digests, public keys, certificates, images, names of machines. */
final class PublicValues {

    private static final int SHORTEST_PIECE = 16;
    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST_LINE = 128;
    private static final int LONGEST_EXTENSION = 6;
    private static final WordTable EXTENSIONS =
            new WordTable.Builder().add(1, """
                    jpg jpeg png gif svg webp ico css js mjs map html woff woff2 ttf mp4 mp3 pdf zip gz tgz jar whl deb rpm so
                    dll
                    """).build();

    /** What the resources of a cloud are called by: {@code ami-0a1b2c3d}. */
    private static final WordTable RESOURCES =
            new WordTable.Builder().add(1, """
                    ami vol i r snap subnet vpc sg eni rtb acl igw nat eip eipalloc eipassoc vpce pcx lt tgw vgw cgw vpn fs fsap aki ari
                    """).build();

    private static final int SHORTEST_RESOURCE = 8;
    private static final int LONGEST_RESOURCE = 17;
    private static final String HASHED_HOST = "|1|";
    /** The salt of a line of {@code known_hosts} in Base64, and what stands around it. */
    private static final int HASHED_HOST_LENGTH = HASHED_HOST.length() + 28 + 1;

    private static final WordTable ALGORITHMS = new WordTable.Builder()
            .add(1, "rsa dsa ecdsa eddsa ed25519 ecdh elgamal")
            .build();

    private static final List<String> DIGESTS =
            List.of("sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha512:", "sha1:", "md5:", "sha512.", "h1:");

    private static final List<String> BEFORE = List.of(
            ";base64,",
            "ssh-rsa ",
            "ssh-ed25519 ",
            "nistp256 ",
            "nistp384 ",
            "nistp521 ",
            "publickey = ",
            "public key: ",
            "integrity=",
            "fingerprint ",
            "|1|",
            "boundary=",
            "sec-websocket-accept: ",
            "sec-websocket-key: ",
            " bh=",
            ";bh=",
            "\tbh=",
            "gpg_key=",
            "gcm,data:",
            "verification\" content=",
            "did:key:",
            "bitcoin:",
            "peer: ",
            "peer ",
            ",iv:",
            ",tag:",
            " in txt ",
            "[id=",
            "change-id: ");

    /** How public keys, certificates and images start in Base64. */
    private static final List<String> STARTS = List.of(
            "age1",
            "RWQ",
            "AAAAB3NzaC1",
            "AAAAC3NzaC1",
            "AAAAE2VjZHNh",
            "AAAAG",
            "MII",
            "MIGfMA0G",
            "MIGbMBAG",
            "MFkwEwYH",
            "MHYwEAYH",
            "MCowBQYD",
            "MIGJAoGB",
            "nix/store/",
            "eyJ2ZXJzaW9uIjoz",
            "LS0tLS1CRUdJTiBDRVJU",
            "LS0tLS1CRUdJTiBQVUJM",
            "iVBORw0KGgo",
            "/9j/4AAQ",
            "R0lGOD",
            "PHN2Zy",
            "UEsDB",
            "H4sIA",
            "AAABAAEA");

    private PublicValues() {}

    /** {@code hmac-sha256:…}: what the audit log of Vault has in the place of a secret. */
    static boolean isHashed(Text text, int start) {
        return text.startsWith("hmac-sha256:", start);
    }

    /** {@code Loaded X.509 cert 'kernel key: 46859c…'}: whether the words before an index on its line speak of a certificate. */
    static boolean isOfCertificate(Text text, int index) {
        for (int i = index - 1; index - i < LONGEST_LINE && text.charAt(i) >= ' '; i--) {
            if (text.startsWithIgnoringCase(" cert", i)) {
                return true;
            }
        }
        return false;
    }

    /** {@code gpg: using RSA key 4AEE18F8…}: the fingerprint of a key in capitals, behind its algorithm. */
    static boolean isFingerprint(Text text, int name, int start, int end) {
        int word = Alphabet.ALNUM.runStart(text, name - 1, Math.max(0, name - SHORTEST_PIECE));
        boolean algorithm = ALGORITHMS.roles(text, word, Math.max(word, name - 1)) != 0;
        for (int i = start; i < end; i++) {
            if (Ascii.isLower(text.charAt(i))) {
                return false;
            }
        }
        return algorithm;
    }

    /** Whether a digest that says so starts at an index. */
    static boolean isDigest(Text text, int start) {
        for (String digest : DIGESTS) {
            if (text.startsWithIgnoringCase(digest, start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what starts at an index says, or what stands before it, that it is public. */
    static boolean startAt(Text text, int start) {
        for (String digest : DIGESTS) {
            if (text.startsWithIgnoringCase(digest, start - digest.length())) {
                return true;
            }
        }
        int opened = opened(text, start);
        for (String before : BEFORE) {
            if (text.startsWithIgnoringCase(before, start - before.length())
                    || text.startsWithIgnoringCase(before, opened - before.length())) {
                return true;
            }
        }
        if (text.startsWith(HASHED_HOST, start - HASHED_HOST_LENGTH)) {
            return true;
        }
        for (String known : STARTS) {
            if (text.startsWith(known, start)) {
                return true;
            }
        }
        return false;
    }

    /** Before the dashes and the quote that a value starts with: {@code boundary="----x"}. */
    private static int opened(Text text, int start) {
        int i = start;
        while (start - i < SHORTEST_PIECE && text.charAt(i - 1) == '-') {
            i--;
        }
        return Quotes.isQuote(text.charAt(i - 1)) ? i - 1 : i;
    }

    /** Whether what stands between two indexes is the identifier of a resource of a cloud. */
    static boolean isResource(Text text, int start, int end) {
        int dash = Alphabet.ALNUM.runEnd(text, start);
        int length = end - dash - 1;
        return text.charAt(dash) == '-'
                && length >= SHORTEST_RESOURCE
                && length <= LONGEST_RESOURCE
                && RESOURCES.roles(text, start, dash) != 0
                && Appearance.of(text, dash + 1, end).isHexDigits();
    }

    /** Words and numbers that dashes, dots and underscores join, with no random piece of length: names of machines. */
    static boolean isName(Text text, int start, int end) {
        int i = start;
        boolean words = false;
        while (i < end) {
            int pieceEnd = Alphabet.ALNUM.runEnd(text, i);
            if (pieceEnd - i >= SHORTEST_PIECE
                    && Appearance.of(text, i, pieceEnd).isRandom(SHORTEST_PIECE)) {
                return false;
            }
            words |= startsWithWord(text, i, pieceEnd);
            i = Math.max(pieceEnd + 1, i + 1);
        }
        return words;
    }

    /** Whether the piece between two indexes is a word. */
    static boolean startsWithWord(Text text, int start, int end) {
        return end - start >= SHORTEST_WORD && Appearance.of(text, start, end).isWord();
    }

    /** {@code ….jpg}: what is fetched from a place that is called at random. */
    static boolean isFile(Text text, int end) {
        int dot = Alphabet.ALNUM.runStart(text, end, Math.max(0, end - LONGEST_EXTENSION)) - 1;
        return text.charAt(dot) == '.' && EXTENSIONS.roles(text, dot + 1, end) != 0;
    }
}
