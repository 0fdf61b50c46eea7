package dev.praxis.execution;

import dev.praxis.api.Utf8Text;

/**
 * Who wants an action, as it is recorded. Each part has 1 to {@value #MAX_BYTES} bytes of UTF-8.
 *
 * @param actor who acts; an approval is good for this one only
 * @param clientId which program asks, such as {@code praxis-cli/0.1.0}
 * @param requestId what ties the records of one request together
 */
public record Caller(String actor, String clientId, String requestId) {

    /** The greatest length of a part, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    /**
     * Checks the parts.
     *
     * @throws dev.praxis.api.InvalidArgumentException if one is empty, too long, or not Unicode text
     */
    public Caller {
        Utf8Text.require("actor", actor, 1, MAX_BYTES);
        Utf8Text.require("client id", clientId, 1, MAX_BYTES);
        Utf8Text.require("request id", requestId, 1, MAX_BYTES);
    }
}
