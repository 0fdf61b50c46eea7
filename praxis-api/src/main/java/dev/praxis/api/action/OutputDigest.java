package dev.praxis.api.action;

import dev.praxis.api.Sha256;
import java.util.Objects;

/**
 * What the evidence keeps of an output: never the output.
 *
 * @param sha256 the digest of all its bytes
 * @param length how many bytes it had
 */
public record OutputDigest(Sha256 sha256, long length) {

    /** The digest of no output. */
    public static final OutputDigest EMPTY = new OutputDigest(Sha256.of(new byte[0]), 0);

    /** Checks for null. */
    public OutputDigest {
        Objects.requireNonNull(sha256, "sha256");
    }
}
