package dev.praxis.api;

/** A value handed to praxis is outside what its type allows. Nothing was written. Code {@code PRX-INVALID-ARGUMENT}. */
public final class InvalidArgumentException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     */
    public InvalidArgumentException(String message) {
        super("PRX-INVALID-ARGUMENT", message, null);
    }
}
