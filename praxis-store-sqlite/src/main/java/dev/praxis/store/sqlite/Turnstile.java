package dev.praxis.store.sqlite;

/**
 * What the processes that write to one store pass one after another, each for one transaction. It only keeps order: what
 * protects the store is SQLite's own lock, and who does not get through in time goes on without. Used by one thread at a time.
 */
interface Turnstile extends AutoCloseable {

    /** For a store that only one process can have. */
    Turnstile NONE = new Turnstile() {
        @Override
        public void enter(long patienceNanos) {}

        @Override
        public void leave() {}

        @Override
        public void close() {}
    };

    /**
     * Waits for its turn among the processes. Never fails: without a turn in that time it goes on. An interrupt neither ends
     * the wait nor gets lost.
     */
    void enter(long patienceNanos);

    /** Lets the next process in. Does nothing for who did not get a turn. */
    void leave();

    /** Leaves, and never waits again. */
    @Override
    void close();
}
