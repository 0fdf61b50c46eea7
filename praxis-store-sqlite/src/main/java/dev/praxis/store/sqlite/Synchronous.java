package dev.praxis.store.sqlite;

/** What has reached the disk when a commit is acknowledged. */
enum Synchronous {

    /** The commit: it survives power loss. */
    FULL("2"),

    /** Perhaps not yet the last commits: they survive the end of the process, and may be lost with the power. */
    NORMAL("1");

    private final String pragma;

    Synchronous(String pragma) {
        this.pragma = pragma;
    }

    /** The value of SQLite's setting of this name. */
    String pragma() {
        return pragma;
    }
}
