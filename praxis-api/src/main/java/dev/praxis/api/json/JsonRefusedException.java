package dev.praxis.api.json;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * Text is not JSON, or is JSON that does not mean the same to every reader (RFC 7493). Nothing was written. Code
 * {@code PRX-JSON-REFUSED}.
 */
public final class JsonRefusedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, where, and what to do; without the text itself, which may be secret
     * @param cause the parser's failure, or null
     */
    public JsonRefusedException(String message, @Nullable Throwable cause) {
        super("PRX-JSON-REFUSED", message, cause);
    }
}
