package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SqlWork;
import dev.praxis.store.jdbc.Transactor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file and leaves no trace in or beside it, also on a medium that cannot be written. While nobody writes to the file, no lock
 * is taken and nothing beside it is made; a read during which somebody came to write is done again. Beside a writer it reads as every
 * other reader does. Thread-safe.
 */
final class ReadOnlyFile implements Transactor {

    /** How often it is read without locks before it is read with them. */
    private static final int ATTEMPTS = 3;

    private final StoreFile file;
    private final SqliteConnections connections;
    private final FailureTranslator failures;
    private final Duration busyWait;
    private final ReaderPool besideWriters;
    private final ReentrantLock lock = new ReentrantLock();

    /** Those who read the file as it was found last. */
    private @Nullable Quiet quiet;

    ReadOnlyFile(StoreFile file, SqliteConnections connections, FailureTranslator failures, Duration busyWait) {
        this.file = file;
        this.connections = connections;
        this.failures = failures;
        this.busyWait = busyWait;
        this.besideWriters = readers(connections::passive);
    }

    /** Sessions that may believe that the file does not change, and what it looked like when they were opened. */
    private record Quiet(StoreFile.Stamp stamp, ReaderPool readers) {}

    @Override
    public <T> T write(SqlWork<T> work) {
        throw failures.readOnly();
    }

    @Override
    public <T> T read(SqlWork<T> work) {
        for (int i = 0; i < ATTEMPTS && !file.hasCompanion(); i++) {
            Quiet now = quiet(file.stamp());
            try {
                T result = now.readers().read(work);
                if (file.isUnchangedSince(now.stamp())) {
                    return result;
                }
            } catch (RuntimeException e) {
                if (file.isUnchangedSince(now.stamp())) {
                    throw e;
                }
            }
        }
        return besideWriters.read(work);
    }

    private Quiet quiet(StoreFile.Stamp stamp) {
        lock.lock();
        try {
            Quiet known = quiet;
            if (known != null && known.stamp().equals(stamp)) {
                return known;
            }
            if (known != null) {
                known.readers().close();
            }
            Quiet fresh = new Quiet(stamp, readers(connections::immutable));
            quiet = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private ReaderPool readers(Opening opening) {
        return new ReaderPool(() -> opening.open(file.path()), failures, busyWait);
    }

    @FunctionalInterface
    private interface Opening {
        Session open(Path file) throws SQLException;
    }

    @Override
    public void close() {
        try {
            besideWriters.close();
        } finally {
            Quiet last = quiet;
            if (last != null) {
                last.readers().close();
            }
        }
    }
}
