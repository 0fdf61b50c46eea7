package dev.praxis.api.json;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON object. Its members are kept in canonical order: by the UTF-16 code units of their names (RFC 8785, 3.2.3). */
public final class JsonObject implements JsonValue {

    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(new TreeMap<>());

    private final SortedMap<String, JsonValue> members;
    private final int depth;

    private JsonObject(SortedMap<String, JsonValue> members) {
        this.members = Collections.unmodifiableSortedMap(members);
        this.depth = Nesting.around(members.values());
    }

    /**
     * An object with the members of a map.
     *
     * @param members names and values; copied
     * @return the object
     * @throws InvalidArgumentException if a name has U+0000 or an unpaired surrogate, or the object would be nested
     *     deeper than {@value JsonValue#MAX_DEPTH}
     */
    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        Builder builder = builder();
        members.forEach(builder::put);
        return builder.build();
    }

    /**
     * Starts an object.
     *
     * @return a builder, confined to one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The members in canonical order.
     *
     * @return an immutable map
     */
    public SortedMap<String, JsonValue> members() {
        return members;
    }

    /**
     * A member.
     *
     * @param name its name
     * @return its value, or empty if there is none
     */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /**
     * The text of a member that is a string.
     *
     * @param name its name
     * @return its text, or empty if there is no such member or it is not a string
     */
    public Optional<String> string(String name) {
        return get(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return CanonicalJson.text(this);
    }

    /** Collects members. Confined to one thread. */
    public static final class Builder {

        private final TreeMap<String, JsonValue> members = new TreeMap<>();

        private Builder() {}

        /**
         * Adds a member.
         *
         * @param name its name, not yet taken
         * @param value its value
         * @return this
         * @throws InvalidArgumentException if the name is taken, or has U+0000 or an unpaired surrogate
         */
        public Builder put(String name, JsonValue value) {
            Utf8Text.require("JSON member name", name);
            if (members.putIfAbsent(name, value) != null) {
                throw new InvalidArgumentException("JSON member name " + new JsonString(name) + " is used twice");
            }
            return this;
        }

        /**
         * Adds a string.
         *
         * @param name its name, not yet taken
         * @param value its text
         * @return this
         */
        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        /**
         * Adds a whole number.
         *
         * @param name its name, not yet taken
         * @param value a number that a double holds exactly
         * @return this
         */
        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /**
         * Adds a boolean.
         *
         * @param name its name, not yet taken
         * @param value the boolean
         * @return this
         */
        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        /**
         * The object with the members so far; the builder may go on.
         *
         * @return the object
         */
        public JsonObject build() {
            return new JsonObject(new TreeMap<>(members));
        }
    }
}
