package dev.praxis.signing;

import dev.praxis.api.PraxisException;

/**
 * What was read as a key, a signature or a signed text does not have the form of one. It says nothing about who made it.
 * Code {@code PRX-SIGN-FORMAT}.
 */
public final class SigningFormatException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     */
    public SigningFormatException(String message) {
        super("PRX-SIGN-FORMAT", message, null);
    }
}
