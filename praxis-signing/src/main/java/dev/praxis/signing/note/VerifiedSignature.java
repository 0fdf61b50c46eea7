package dev.praxis.signing.note;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signature that verifies.
 *
 * @param key the known key that it is by
 * @param time when it was made, as its maker says, to the second; null for a type that does not tell
 */
public record VerifiedSignature(
        NoteVerifierKey key, @Nullable Instant time) {

    /** Needs a key. */
    public VerifiedSignature {
        Objects.requireNonNull(key, "key");
    }
}
