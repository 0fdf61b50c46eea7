package dev.praxis.signing.ssh;

import dev.praxis.signing.SigningFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a message is hashed with before it is signed (PROTOCOL.sshsig, section 2). */
public enum SignatureHash {
    /** SHA-256. */
    SHA256("sha256", "SHA-256"),
    /** SHA-512, which ssh-keygen takes if it is not told otherwise. */
    SHA512("sha512", "SHA-512");

    private static final int BUFFER = 1 << 16;

    private final String id;
    private final String algorithm;

    SignatureHash(String id, String algorithm) {
        this.id = id;
        this.algorithm = algorithm;
    }

    /**
     * Its name in signatures.
     *
     * @return {@code sha256} or {@code sha512}
     */
    public String id() {
        return id;
    }

    static SignatureHash of(String id) {
        for (SignatureHash hash : values()) {
            if (hash.id.equals(id)) {
                return hash;
            }
        }
        throw new SigningFormatException(
                "the signature is over another hash than sha256 or sha512; sign again with one of these");
    }

    /** Hashes all that is left of a message, in constant memory. */
    byte[] digest(InputStream message) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256 and SHA-512", e);
        }
        byte[] buffer = new byte[BUFFER];
        for (int read = message.read(buffer); read >= 0; read = message.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return digest.digest();
    }
}
