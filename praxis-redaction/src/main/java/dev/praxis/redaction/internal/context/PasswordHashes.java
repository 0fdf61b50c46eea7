package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Hashes of passwords, which can be guessed at: those of crypt(5) in shadow and htpasswd files, of LDAP (RFC 2307), of
 * PostgreSQL and of web frameworks. Who they belong to stays.
 */
public final class PasswordHashes implements Detector {

    private static final int SHORTEST = 20;
    private static final int MD5 = 32;
    private static final int BCRYPT = 60;
    private static final Alphabet BODY = Alphabet.ALNUM.plus(Alphabet.of("./$+=_-*"));
    private static final String ARGON2 = "$argon2";
    private static final Alphabet COMMA = Alphabet.of(",");
    private static final Alphabet LDAP_BODY = Alphabet.ALNUM.plus(Alphabet.of("./+=$"));
    private static final Alphabet NAMED_BODY = Alphabet.ALNUM.plus(Alphabet.of("./$+=:"));

    @Override
    public String id() {
        return "password-hash";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "$1$",
                "$2a$",
                "$2b$",
                "$2y$",
                "$2x$",
                "$5$",
                "$6$",
                "$7$",
                "$8$",
                "$9$",
                "$14$",
                "$y$",
                "$gy$",
                "$sha1$",
                "$apr1$",
                ARGON2,
                "$scrypt$",
                "$pbkdf2",
                "$bcrypt",
                "\"md5",
                "{ssha",
                "{sha}",
                "{sha256}",
                "{sha512}",
                "{smd5}",
                "{md5}",
                "{crypt}",
                "{pbkdf2",
                "{argon2",
                "scram-sha-",
                "grub.pbkdf2.",
                "pbkdf2_sha",
                "pbkdf2:sha",
                "scrypt:",
                "bcrypt_sha256$",
                "argon2$",
                "sha512_crypt$");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        char first = text.charAt(start);
        int hashEnd = switch (first) {
            case '$' -> cryptEnd(text, start, end);
            case '{' -> ldapEnd(text, end);
            default -> NAMED_BODY.runEnd(text, end);
        };
        if (first == '"') {
            hashEnd = Alphabet.ALNUM.runEnd(text, end);
            if (hashEnd - end == MD5 && Appearance.of(text, end, hashEnd).isHex()) {
                found.add(start + 1, hashEnd);
            }
            return hashEnd;
        }
        boolean hash = hashEnd - end >= SHORTEST && (first == '{' || separated(text, end, hashEnd));
        if (!hash) {
            return end;
        }
        found.add(start, endsSentence(text, start, hashEnd) ? hashEnd - 1 : hashEnd);
        return hashEnd;
    }

    /** A comma parts the numbers of a hash of Argon2 from each other ({@code m=65536,t=3}); others end at one. */
    private static int cryptEnd(Text text, int start, int end) {
        boolean numbered = text.startsWithIgnoringCase(ARGON2, start);
        return (numbered ? BODY.plus(COMMA) : BODY).runEnd(text, end);
    }

    /** Whether the last character is the full stop of a sentence. A hash may end with one; that of bcrypt is known by its length. */
    private static boolean endsSentence(Text text, int start, int end) {
        boolean whole = text.charAt(start + 1) == '2' && end - start == BCRYPT;
        return !whole && text.charAt(start - 1) == ' ' && text.charAt(end - 1) == '.' && text.charAt(end) <= ' ';
    }

    private static int ldapEnd(Text text, int end) {
        int i = end;
        while (text.charAt(i - 1) != '}') {
            if (i - end > 16 || !text.has(i)) {
                return end;
            }
            i++;
        }
        return LDAP_BODY.runEnd(text, i);
    }

    /** Whether a salt and what was made with it are there: {@code $} or {@code :} between them, and no words of a shell. */
    private static boolean separated(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '$' || c == ':') {
                return end - i > SHORTEST || i - start > SHORTEST;
            }
        }
        return end - start >= 50; // bcrypt: cost, then both in one
    }
}
