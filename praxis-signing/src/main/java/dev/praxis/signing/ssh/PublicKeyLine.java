package dev.praxis.signing.ssh;

import dev.praxis.api.OneLine;
import dev.praxis.api.Sha256;
import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.util.Base64;
import java.util.Objects;

/**
 * A public key as {@code .pub} files have it: {@code ssh-ed25519 base64 comment} (RFC 8709, section 4, for what is in
 * base 64).
 *
 * @param key the key
 * @param comment what its owner calls it; may be empty; on one line
 */
public record PublicKeyLine(Ed25519PublicKey key, String comment) {

    /** Brings the comment on one line. */
    public PublicKeyLine {
        Objects.requireNonNull(key, "key");
        comment = OneLine.of(comment).strip();
    }

    /**
     * Reads a line.
     *
     * @param line the line, with or without its newline
     * @return key and comment
     * @throws SigningFormatException if it is another line, or the key of another type
     */
    public static PublicKeyLine parse(String line) {
        String[] parts = line.strip().split("[ \t]+", 3);
        if (parts.length < 2 || !parts[0].equals(SshReader.ED25519)) {
            throw new SigningFormatException("not a public key line of Ed25519: it is written '" + SshReader.ED25519
                    + " KEY COMMENT', the key in base 64");
        }
        byte[] blob = StrictBase64.decode("the public key", parts[1]);
        return new PublicKeyLine(SshReader.publicKey("the public key", blob), parts.length == 3 ? parts[2] : "");
    }

    /**
     * The fingerprint, as {@code ssh-keygen -l} shows it, for people to compare.
     *
     * @return {@code SHA256:} and the digest of the key in base 64 without padding
     */
    public String fingerprint() {
        byte[] digest = Sha256.newDigest().digest(SshWriter.blob(key));
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    /** The line, without a newline. */
    @Override
    public String toString() {
        String bare = SshReader.ED25519 + " " + StrictBase64.encode(SshWriter.blob(key));
        return comment.isEmpty() ? bare : bare + " " + comment;
    }
}
