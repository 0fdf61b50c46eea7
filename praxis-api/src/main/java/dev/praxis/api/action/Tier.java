package dev.praxis.api.action;

/** How much an action can hurt. Classification rounds up. Declared in order of severity. */
public enum Tier {
    /** T0: only looks. */
    T0("observe"),
    /** T1: can be undone by the opposite action. */
    T1("reversible"),
    /** T2: changes state that somebody relies on; needs a human. */
    T2("stateful"),
    /** T3: cannot be undone; needs a human and exactly one target. */
    T3("irreversible");

    private final String meaning;

    Tier(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The tier in a word.
     *
     * @return for example {@code irreversible}
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Whether an action of this tier runs only with the approval of a human.
     *
     * @return true from T2 on
     */
    public boolean needsHuman() {
        return compareTo(T2) >= 0;
    }

    /**
     * The more severe of two.
     *
     * @param other another tier
     * @return this or the other
     */
    public Tier max(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
