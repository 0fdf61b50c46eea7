package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** What looks drawn by chance and is made to be seen: digests, public keys, certificates, images, names of machines. */
final class PublicValues {

    private static final int SHORTEST_PIECE = 16;
    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST_EXTENSION = 6;
    private static final WordTable EXTENSIONS =
            new WordTable.Builder().add(1, """
                    jpg jpeg png gif svg webp ico css js mjs map html woff woff2 ttf mp4 mp3 pdf zip gz tgz jar whl deb rpm so
                    dll
                    """).build();

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
            "fingerprint ");

    /** How public keys, certificates and images start in Base64. */
    private static final List<String> STARTS = List.of(
            "age1",
            "RWQ",
            "AAAAB3NzaC1",
            "AAAAC3NzaC1",
            "AAAAE2VjZHNh",
            "AAAAG",
            "MII",
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
        for (String before : BEFORE) {
            if (text.startsWithIgnoringCase(before, start - before.length())) {
                return true;
            }
        }
        for (String known : STARTS) {
            if (text.startsWith(known, start)) {
                return true;
            }
        }
        return false;
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
