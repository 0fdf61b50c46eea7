package dev.praxis.execution.approval;

import java.time.Instant;
import java.util.Objects;

/**
 * An approval that waits for its token to be handed in.
 *
 * @param token the token; it is nowhere else
 * @param expiresAt from when on it is not taken any more
 */
public record IssuedApproval(ApprovalToken token, Instant expiresAt) {

    /** Checks for null. */
    public IssuedApproval {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
