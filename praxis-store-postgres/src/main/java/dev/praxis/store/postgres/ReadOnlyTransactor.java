package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Transactor;

/** Reads, and refuses to write. Thread-safe if the other one is. */
record ReadOnlyTransactor(Transactor reads, FailureTranslator failures) implements Transactor {

    @Override
    public <T> T write(SqlWork<T> work) {
        throw failures.readOnly();
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        return reads.read(work);
    }

    @Override
    public void close() {
        reads.close();
    }
}
