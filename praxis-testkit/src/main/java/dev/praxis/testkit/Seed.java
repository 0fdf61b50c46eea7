package dev.praxis.testkit;

import java.util.Random;

/**
 * Where the random choices of a test come from. A test names it when it fails, and {@code -Dpraxis.seed} repeats it.
 *
 * @param value the seed
 */
public record Seed(long value) {

    private static final String PROPERTY = "praxis.seed";

    /**
     * The seed that the system property {@code praxis.seed} names, or else a new one.
     *
     * @return the seed
     */
    public static Seed fresh() {
        return new Seed(Long.getLong(PROPERTY, new Random().nextLong()));
    }

    /**
     * A source that starts at this seed.
     *
     * @return a new one for each call; all give the same numbers
     */
    public Random random() {
        return new Random(value);
    }

    /** As it is given to Maven again. */
    @Override
    public String toString() {
        return "-D" + PROPERTY + "=" + value;
    }
}
