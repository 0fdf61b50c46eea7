package dev.praxis.api.json;

import dev.praxis.api.InvalidArgumentException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A JSON array. */
public final class JsonArray implements JsonValue {

    /** The array without elements. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    private final List<JsonValue> elements;
    private final int depth;

    private JsonArray(List<JsonValue> elements) {
        this.elements = elements;
        this.depth = Nesting.around(elements);
    }

    /**
     * An array of values.
     *
     * @param elements the elements in order; copied
     * @return the array
     * @throws InvalidArgumentException if it would be nested deeper than {@value JsonValue#MAX_DEPTH}
     */
    public static JsonArray of(Collection<? extends JsonValue> elements) {
        return new JsonArray(List.copyOf(elements));
    }

    /**
     * An array of values.
     *
     * @param elements the elements in order
     * @return the array
     */
    public static JsonArray of(JsonValue... elements) {
        return of(List.of(elements));
    }

    /**
     * An array of strings.
     *
     * @param elements the strings in order
     * @return the array
     */
    public static JsonArray ofStrings(Collection<String> elements) {
        return of(elements.stream().map(JsonString::new).toList());
    }

    /**
     * The elements.
     *
     * @return an immutable list
     */
    public List<JsonValue> elements() {
        return elements;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray that && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(elements);
    }

    @Override
    public String toString() {
        return CanonicalJson.text(this);
    }
}
