package dev.praxis.signing.artifact;

import dev.praxis.signing.ssh.AllowedSigner;
import java.util.Objects;

/** The content of a file, and who signed it. Only a {@link SignatureCheck} makes it. Immutable, thread-safe. */
public final class SignedContent {

    private final byte[] bytes;
    private final AllowedSigner signer;

    SignedContent(byte[] bytes, AllowedSigner signer) {
        this.bytes = bytes;
        this.signer = Objects.requireNonNull(signer, "signer");
    }

    /**
     * What was signed.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Who signed it.
     *
     * @return the line that allows it
     */
    public AllowedSigner signer() {
        return signer;
    }
}
