package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Transactor;

/** Writes on one session, reads beside it. */
record FileTransactor(Writer writer, ReaderPool readers) implements Transactor {

    @Override
    public <T> T write(SqlWork<T> work) {
        return writer.inTransaction(work);
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        return readers.read(work);
    }

    @Override
    public void close() {
        // Readers first: the last connection to close is the one that checkpoints, and it must be able to write.
        try {
            readers.close();
        } finally {
            writer.close();
        }
    }
}
