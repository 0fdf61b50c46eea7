package dev.praxis.api.json;

/** JSON true and false. */
public enum JsonBoolean implements JsonValue {
    /** true. */
    TRUE,
    /** false. */
    FALSE;

    /**
     * The value for a Java boolean.
     *
     * @param value a boolean
     * @return {@link #TRUE} or {@link #FALSE}
     */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String toString() {
        return this == TRUE ? "true" : "false";
    }
}
