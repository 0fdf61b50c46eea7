package dev.praxis.signing;

import dev.praxis.api.PraxisException;
import java.util.Objects;

/**
 * A signature of the right form that must not be trusted. What it covers must not be used. Code
 * {@code PRX-SIGN-REJECTED}.
 */
public final class SignatureRejectedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why it is not trusted. */
    public enum Reason {
        /** No signature is by a key that is trusted. */
        UNKNOWN_SIGNER,
        /** A signature names a key that is trusted, and does not verify: it or what it covers was changed. */
        BAD_SIGNATURE,
        /** The key is trusted, but not for this: another namespace, another time, another principal. */
        NOT_ALLOWED
    }

    /**
     * Creates an exception.
     *
     * @param reason why
     * @param message what was refused, why, and what to do
     */
    public SignatureRejectedException(Reason reason, String message) {
        super("PRX-SIGN-REJECTED", message, null);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Why it is not trusted.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
