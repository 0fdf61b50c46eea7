package dev.praxis.testkit;

/**
 * How much a test does that is a matter of luck: little in every build, a lot in a soak. The system property
 * {@code praxis.soak} says which; the Maven profile {@code soak} sets it.
 */
public final class Soak {

    private static final String PROPERTY = "praxis.soak";

    private Soak() {}

    /**
     * How often to do something.
     *
     * @param usually how often in every build
     * @param inSoak how often in a soak
     * @return one of them
     */
    public static int times(int usually, int inSoak) {
        return Boolean.getBoolean(PROPERTY) ? inSoak : usually;
    }
}
