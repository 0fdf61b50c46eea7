package dev.praxis.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything that praxis throws on purpose.
 *
 * <p>The message says what was refused, why, and what to do, on one line, and never contains a secret. The
 * {@linkplain #code() code} is stable across releases; programs branch on the type or the code, never on the message.
 * Whether a retry can help is a property of the type: see {@link Retryable}.
 */
public abstract class PraxisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Creates an exception.
     *
     * @param code stable code, such as {@code PRX-STORE-CONFLICT}
     * @param message what was refused, why, and what to do
     * @param cause the underlying failure, or null
     */
    protected PraxisException(String code, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * The stable code.
     *
     * @return the code, such as {@code PRX-STORE-CONFLICT}
     */
    public final String code() {
        return code;
    }

    /**
     * Whether the same call may succeed later without any change by the caller.
     *
     * @return true if and only if the type is {@link Retryable}
     */
    public final boolean retryable() {
        return this instanceof Retryable;
    }
}
