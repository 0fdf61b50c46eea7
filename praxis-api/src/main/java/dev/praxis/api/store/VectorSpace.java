package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;

/**
 * What makes vectors comparable: they come from one model. The first embedding declares a space in a store; the store knows it by
 * its name, and its dimensions never change. Another model, or another version of it, is another space with another name.
 *
 * @param name such as {@code minilm-l6-v2}; 1 to {@value #MAX_NAME_BYTES} bytes of UTF-8
 * @param dimensions how many components its vectors have, 1 to {@value Vector#MAX_DIMENSIONS}
 */
public record VectorSpace(String name, int dimensions) {

    /** The greatest length of a name, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 255;

    /**
     * Checks the parts.
     *
     * @throws InvalidArgumentException if the name is empty or too long, or the dimensions are out of range
     */
    public VectorSpace {
        Utf8Text.require("vector space name", name, 1, MAX_NAME_BYTES);
        Vector.requireDimensions(dimensions);
    }

    /**
     * Checks a vector.
     *
     * @param vector the vector
     * @return the vector
     * @throws InvalidArgumentException if it has not as many components as this space has dimensions
     */
    public Vector require(Vector vector) {
        if (vector.dimensions() != dimensions) {
            throw new InvalidArgumentException(
                    "a vector of " + vector.dimensions() + " components is not one of the space '" + name
                            + "', which has " + dimensions + " dimensions; use the model of that space");
        }
        return vector;
    }
}
