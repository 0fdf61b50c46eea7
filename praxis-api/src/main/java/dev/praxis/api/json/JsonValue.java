package dev.praxis.api.json;

/**
 * A JSON value that is valid by construction: immutable, within I-JSON (RFC 7493), nested at most {@value #MAX_DEPTH}
 * levels. Two equal values have equal canonical bytes (RFC 8785), and the other way round. Thread-safe.
 *
 * <p>{@link Object#toString()} of every value is its canonical text.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** How many objects and arrays may stand inside each other. */
    int MAX_DEPTH = 64;

    /** How long the canonical form of a whole document may be, in bytes of UTF-8. */
    int MAX_BYTES = 1 << 20;

    /**
     * How many objects and arrays stand inside each other here: 0 for a scalar, 1 for a flat object or array.
     *
     * @return 0 to {@value #MAX_DEPTH}
     */
    default int depth() {
        return 0;
    }
}
