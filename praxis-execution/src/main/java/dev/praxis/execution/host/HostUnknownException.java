package dev.praxis.execution.host;

import dev.praxis.api.PraxisException;

/** No host of the name is declared. Nothing was done or written. Code {@code PRX-HOST-UNKNOWN}. */
public final class HostUnknownException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which host, and what to do
     */
    public HostUnknownException(String message) {
        super("PRX-HOST-UNKNOWN", message, null);
    }
}
