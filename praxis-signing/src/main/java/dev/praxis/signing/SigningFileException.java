package dev.praxis.signing;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * A file of a key, a signature or a list of signers, or a signed file, cannot be used as it is: it cannot be read or
 * written, others may use it, or it is there already. Code {@code PRX-SIGN-FILE}.
 */
public final class SigningFileException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause the underlying failure, or null
     */
    public SigningFileException(String message, @Nullable Throwable cause) {
        super("PRX-SIGN-FILE", message, cause);
    }
}
