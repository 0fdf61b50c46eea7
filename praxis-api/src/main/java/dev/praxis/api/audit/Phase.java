package dev.praxis.api.audit;

/** When in the life of an action a record was written. */
public enum Phase {
    /** Before anything ran. */
    INTENT,
    /** After it ran, or after it is known that it did not. */
    OUTCOME
}
