package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import java.util.Arrays;

/**
 * A direction in a space of {@code float} components, such as what an embedding model gives for a text. Immutable and
 * thread-safe. Equal when all components are; a negative zero is kept as zero.
 */
public final class Vector {

    /**
     * The greatest number of components: what an index of pgvector takes ({@code HNSW_MAX_DIM} and {@code IVFFLAT_MAX_DIM} in
     * its source). No backend of praxis has such an index yet; with more components none ever could.
     */
    public static final int MAX_DIMENSIONS = 2000;

    /** The least Euclidean norm. Below it, squares in single precision, with which pgvector computes, vanish. */
    public static final double MIN_NORM = 1e-15;

    /** The greatest Euclidean norm. Above it, squares in single precision come near to infinity. */
    public static final double MAX_NORM = 1e15;

    private final float[] components;
    private final double squaredNorm;

    private Vector(float[] components) {
        this.components = components;
        this.squaredNorm = dot(components, components);
    }

    /**
     * A vector of components.
     *
     * @param components the components; copied
     * @return the vector
     * @throws InvalidArgumentException if there are none or more than {@value #MAX_DIMENSIONS}, one is not a finite number, or
     *     the norm is not {@value #MIN_NORM} to {@value #MAX_NORM}: the cosine of a vector of zeros is not defined
     */
    public static Vector of(float... components) {
        requireDimensions(components.length);
        float[] copy = new float[components.length];
        for (int i = 0; i < copy.length; i++) {
            if (!Float.isFinite(components[i])) {
                throw new InvalidArgumentException("component " + i + " of the vector is " + components[i]
                        + "; only finite numbers have a direction");
            }
            // Adding it turns a negative zero into zero and changes nothing else.
            copy[i] = components[i] + 0.0f;
        }
        Vector vector = new Vector(copy);
        double norm = Math.sqrt(vector.squaredNorm);
        if (norm < MIN_NORM || norm > MAX_NORM) {
            throw new InvalidArgumentException("the vector has the norm " + norm + "; allowed are " + MIN_NORM + " to "
                    + MAX_NORM + ": zeros have no direction, and others can be scaled, which does not change theirs");
        }
        return vector;
    }

    /**
     * How many components there are.
     *
     * @return 1 to {@value #MAX_DIMENSIONS}
     */
    public int dimensions() {
        return components.length;
    }

    /**
     * The components.
     *
     * @return a copy
     */
    public float[] components() {
        return components.clone();
    }

    /**
     * The cosine of the angle between two vectors: 1 for the same direction, 0 for a right angle, -1 for the opposite. Computed
     * in double precision, in the order of the components: the products summed up, divided by the square root of the product of
     * both sums of squares, and cut to the range. The same to the last bit on every machine.
     *
     * @param other the other one
     * @return -1 to 1
     * @throws InvalidArgumentException if it has another number of components
     */
    public double cosineSimilarity(Vector other) {
        if (other.components.length != components.length) {
            throw new InvalidArgumentException(
                    "a vector of " + components.length + " components has no angle with one of "
                            + other.components.length + "; compare vectors of one space");
        }
        double cosine = dot(components, other.components) / Math.sqrt(squaredNorm * other.squaredNorm);
        return Math.max(-1.0, Math.min(1.0, cosine));
    }

    static int requireDimensions(int dimensions) {
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new InvalidArgumentException(
                    dimensions + " dimensions are out of range; allowed are 1 to " + MAX_DIMENSIONS);
        }
        return dimensions;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vector vector && Arrays.equals(components, vector.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    /** The number of components only: what was embedded can be guessed from them. */
    @Override
    public String toString() {
        return "Vector of " + components.length + " components";
    }
}
