package dev.praxis.api.store;

import dev.praxis.api.Utf8Text;

/**
 * The name that a caller gives to one intended write, so that he can ask again after an outcome that he did not learn: a key
 * that was used returns what came of it and writes nothing. Never used for two different intentions; a random UUID will do.
 *
 * @param value 1 to {@value #MAX_BYTES} bytes of UTF-8; kept for ever, in the clear
 */
public record IdempotencyKey(String value) {

    /** The greatest length, in bytes of UTF-8. */
    public static final int MAX_BYTES = 255;

    /**
     * Checks the text.
     *
     * @throws dev.praxis.api.InvalidArgumentException if it is empty, too long, or has U+0000 or an unpaired surrogate
     */
    public IdempotencyKey {
        Utf8Text.require("idempotency key", value, 1, MAX_BYTES);
    }

    @Override
    public String toString() {
        return value;
    }
}
