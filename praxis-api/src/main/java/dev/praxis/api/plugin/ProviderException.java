package dev.praxis.api.plugin;

import dev.praxis.api.PraxisException;

/** A plugin that was named cannot be used. Code {@code PRX-PLUGIN}. */
public final class ProviderException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which plugin, why not, and what to do
     */
    public ProviderException(String message) {
        super("PRX-PLUGIN", message, null);
    }
}
