package dev.praxis.api.json;

/** JSON null. */
public enum JsonNull implements JsonValue {
    /** The only null. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
