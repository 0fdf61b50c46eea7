package dev.praxis.execution.approval;

import java.util.Objects;

/** What came of handing in a token. */
public sealed interface Redemption {

    /** The token was good for this action, and is used up now, durably. */
    record Accepted() implements Redemption {}

    /**
     * The token was not taken. It is as it was before: a mismatch does not use it up.
     *
     * @param reason the kind
     * @param explanation one line that says why and what to do, without the token
     */
    record Refused(Reason reason, String explanation) implements Redemption {
        /** Checks for null. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(explanation, "explanation");
        }
    }

    /** Why a token was not taken. */
    enum Reason {
        /** It is not a token, was never issued here, or has been withdrawn or swept away. */
        UNKNOWN,
        /** It was used before. */
        USED,
        /** Its time is over. */
        EXPIRED,
        /** It was issued for another action. */
        MISMATCH,
        /** What is kept of it cannot be trusted. */
        DAMAGED
    }
}
