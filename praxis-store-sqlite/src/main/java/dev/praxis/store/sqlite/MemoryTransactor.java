package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Transactor;

/** Reads and writes in one line, since a database in memory belongs to its one connection. */
record MemoryTransactor(Writer writer) implements Transactor {

    @Override
    public <T> T write(SqlWork<T> work) {
        return writer.inTransaction(work);
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        return writer.call(work);
    }

    @Override
    public void close() {
        writer.close();
    }
}
