package dev.praxis.store.sqlite;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.JdbcStore;
import dev.praxis.store.jdbc.JdbcVectorStore;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Transactor;
import dev.praxis.store.jdbc.WriteTransaction;
import java.nio.file.Path;

/** Opens one store: looks at what is there, and only then touches it. */
final class SqliteOpener {

    private final SqliteDialect dialect = new SqliteDialect();
    private final StoreOptions options;
    private final FileSystems fileSystems;
    private final SqliteConnections connections;
    private final GroupBound bound;
    private final SchemaMigrator migrator;
    private final FailureTranslator failures;
    private final WriteTransaction transaction;

    SqliteOpener(String place, StoreOptions options, Synchronous synchronous, FileSystems fileSystems) {
        this.options = options;
        this.fileSystems = fileSystems;
        this.connections = new SqliteConnections(dialect, options.busyWait(), synchronous);
        this.bound = synchronous == Synchronous.FULL ? GroupBound.DURABLE : GroupBound.QUICK;
        this.migrator = new SchemaMigrator(dialect, SqliteSchema.MIGRATIONS, options.clock(), place);
        this.failures = new FailureTranslator(dialect, place);
        this.transaction = new WriteTransaction(dialect, failures);
    }

    Store openFile(Path path) {
        fileSystems.requireLocal(path);
        StoreFile named = new StoreFile(path);
        if (!named.exists() && options.createIfAbsent()) {
            named.create();
        }
        StoreFile file = named.real();
        StoreInspection inspection = new StoreInspection(file, connections, migrator, failures);
        int version = inspection.findVersion();
        if (version == 0 && !options.createIfAbsent()) {
            throw new StoreAbsentException("there is no store in " + path + " yet, it is blank; make one first", null);
        }
        if (options.readOnly()) {
            return reading(version, new ReadOnlyFile(file, connections, failures, options.busyWait()));
        }
        file.restrictToOwner();
        Path real = file.path();
        Writer writer = writer(() -> connections.writer(real), bound, new TurnstileFile(file));
        ReaderPool readers = new ReaderPool(() -> connections.reader(real), failures, options.busyWait());
        // Looks again with the lock in hand: what was blank may have become somebody's in the meantime.
        WriteTransaction migration = new WriteTransaction(new InspectingDialect(inspection), failures);
        return migrated(writer, new FileTransactor(writer, readers), migration);
    }

    /** A store with what its version of the schema has. */
    private Store reading(int version, Transactor transactor) {
        return version < SqliteVectorSchema.MIGRATION.version()
                ? new JdbcStore(dialect, transactor, options)
                : new JdbcVectorStore(dialect, new SqliteVectors(), transactor, options);
    }

    Store openMemory() {
        if (options.readOnly()) {
            throw new StoreAbsentException(
                    "a store in memory is new, so there is nothing to read in it; name a file", null);
        }
        Writer writer = writer(new OnlySession(connections::memory), GroupBound.QUICK, Turnstile.NONE);
        return migrated(writer, new MemoryTransactor(writer), transaction);
    }

    private Writer writer(SessionSource source, GroupBound bound, Turnstile turnstile) {
        return new Writer(source, transaction, failures, options.busyWait(), bound, turnstile);
    }

    private Store migrated(Writer writer, Transactor transactor, WriteTransaction migration) {
        try {
            writer.call(session -> {
                migrator.migrate(session, migration);
                return session;
            });
            return new JdbcVectorStore(dialect, new SqliteVectors(), transactor, options);
        } catch (RuntimeException | Error e) {
            try {
                transactor.close();
            } catch (RuntimeException close) {
                e.addSuppressed(close);
            }
            throw e;
        }
    }
}
