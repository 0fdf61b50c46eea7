package dev.praxis.execution.host;

import dev.praxis.api.PraxisException;

/**
 * A host is declared, but not as one that the actuator acts on. Nothing was done or written. Code
 * {@code PRX-HOST-TYPE}.
 */
public final class HostTypeException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which host, of which type, and which type is needed
     */
    public HostTypeException(String message) {
        super("PRX-HOST-TYPE", message, null);
    }
}
