package dev.praxis.api.store;

/** Which edges of a thing. */
public enum Direction {
    /** Those that start at it. */
    OUTGOING,
    /** Those that end at it. */
    INCOMING
}
