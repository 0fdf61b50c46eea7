package dev.praxis.signing.ssh;

import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of allowed signers: {@code principals [options] keytype key [comment]}. Immutable, thread-safe. */
public final class AllowedSigner {

    private static final Pattern KEY_TYPE = Pattern.compile("(ssh|ecdsa|sk|webauthn|rsa)-[A-Za-z0-9@.-]+");

    private final int line;
    private final PatternList principals;
    private final SignerOptions options;
    private final @Nullable Ed25519PublicKey key;

    private AllowedSigner(int line, PatternList principals, SignerOptions options, @Nullable Ed25519PublicKey key) {
        this.line = line;
        this.principals = principals;
        this.options = options;
        this.key = key;
    }

    /** Reads a line that is neither empty nor a comment. */
    static AllowedSigner parse(int number, String line, ZoneId zone) {
        Fields fields = new Fields(line);
        PatternList principals = new PatternList(fields.principals());
        SignerOptions options = SignerOptions.NONE;
        String type = fields.next();
        if (!KEY_TYPE.matcher(type).matches()) {
            options = SignerOptions.parse(type, zone);
            type = fields.next();
        }
        if (!KEY_TYPE.matcher(type).matches()) {
            throw new SigningFormatException("a line is written 'PRINCIPALS [OPTIONS] KEYTYPE KEY [COMMENT]', and this "
                    + "has no type of key, such as ssh-ed25519");
        }
        byte[] blob = StrictBase64.decode("the key", fields.next());
        Ed25519PublicKey key = type.equals(SshReader.ED25519) ? SshReader.publicKey("the key", blob) : null;
        return new AllowedSigner(number, principals, options, key);
    }

    /**
     * Where it stands.
     *
     * @return the number of the line, from 1 on
     */
    public int line() {
        return line;
    }

    /**
     * Whose key it is.
     *
     * @return the patterns of names as they are written, such as {@code ada@example.org} or {@code *@example.org}
     */
    public String principals() {
        return principals.text();
    }

    /**
     * Whether a name is that of a principal.
     *
     * @param principal the name
     * @return true if the patterns match it
     */
    public boolean isPrincipal(String principal) {
        return principals.matches(principal);
    }

    /** Whether the key is this one. Keys of other types are for other programs and are never the one. */
    boolean has(Ed25519PublicKey other) {
        return key != null && key.equals(other);
    }

    /** Why the key must not be used, or null if it may. */
    @Nullable
    String refusal(String namespace, Instant at) {
        return options.refusal(namespace, at);
    }

    @Override
    public String toString() {
        return principals.text() + " (line " + line + ")";
    }

    /** Splits at blanks outside of quotes. */
    private static final class Fields {

        private final String text;
        private int at;

        Fields(String text) {
            this.text = text;
            skipBlanks();
        }

        /** Only here the quotes are around the whole field and no part of it. */
        String principals() {
            if (!text.startsWith("\"", at)) {
                return next();
            }
            int end = text.indexOf('"', at + 1);
            if (end < 0) {
                throw new SigningFormatException("the principals have no quote at their end");
            }
            String principals = text.substring(at + 1, end);
            at = end + 1;
            skipBlanks();
            return principals;
        }

        String next() {
            int start = at;
            boolean quoted = false;
            while (at < text.length() && (quoted || !isBlank(text.charAt(at)))) {
                if (text.startsWith("\\\"", at)) {
                    at++;
                } else if (text.charAt(at) == '"') {
                    quoted = !quoted;
                }
                at++;
            }
            String field = text.substring(start, at);
            skipBlanks();
            return field;
        }

        private void skipBlanks() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
