package dev.praxis.api.audit;

/** What the gate decided. */
public enum Decision {
    /** It may run. */
    ALLOWED,
    /** It may not run; nothing ran. */
    DENIED,
    /** It was a dry run; nothing ran. */
    PREVIEWED,
    /** A record of the log about itself, such as a recovery after a crash. */
    MAINTENANCE
}
