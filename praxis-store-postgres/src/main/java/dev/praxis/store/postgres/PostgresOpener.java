package dev.praxis.store.postgres;

import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.JdbcStore;
import dev.praxis.store.jdbc.JdbcVectorStore;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.Transactor;
import dev.praxis.store.jdbc.WriteTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Opens one store: looks at what is there, and only then touches it. */
final class PostgresOpener {

    private final String place;
    private final StoreOptions options;
    private final PostgresDialect dialect;
    private final FailureTranslator failures;
    private final SchemaMigrator migrator;

    PostgresOpener(String place, StoreOptions options) {
        this.place = place;
        this.options = options;
        this.dialect = new PostgresDialect(options.busyWait());
        this.failures = new FailureTranslator(dialect, place);
        this.migrator = new SchemaMigrator(dialect, PostgresSchema.MIGRATIONS, options.clock(), place);
    }

    FailureTranslator failures() {
        return failures;
    }

    /**
     * Opens the store.
     *
     * @param source where connections come from
     * @param poolSize how many of them there may be
     * @param release releases the source when the store is closed, or when this throws
     */
    VersionedStore open(DataSource source, int poolSize, Runnable release) {
        PostgresTransactor transactor = new PostgresTransactor(
                new Sessions(source),
                failures,
                dialect,
                poolSize - PostgresTransactor.WRITERS,
                Pause.jittered(() -> ThreadLocalRandom.current().nextDouble()),
                release);
        try {
            Optional<PgVector> vectors = transactor.call(this::prepare);
            if (options.readOnly()) {
                return reading(vectors, transactor);
            }
            PutLine puts = new PutLine(transactor, options.clock(), options.busyWait());
            return vectors.isPresent()
                    ? new JdbcVectorStore(dialect, vectors.get(), transactor, options, puts)
                    : new JdbcStore(dialect, transactor, options, puts);
        } catch (RuntimeException | Error e) {
            try {
                transactor.close();
            } catch (RuntimeException close) {
                e.addSuppressed(close);
            }
            throw e;
        }
    }

    private VersionedStore reading(Optional<PgVector> vectors, PostgresTransactor transactor) {
        Transactor reader = new ReadOnlyTransactor(transactor, failures);
        return vectors.isPresent()
                ? new JdbcVectorStore(dialect, vectors.get(), reader, options)
                : new JdbcStore(dialect, reader, options);
    }

    /** Brings the schema forward, unless it is only read; what the database can do with vectors, if it can. */
    private Optional<PgVector> prepare(Session session) throws SQLException {
        int version = new StoreInspection(migrator, place).findVersion(session);
        if (version == 0 && !options.createIfAbsent()) {
            throw new StoreAbsentException("there is no store in " + place + " yet; make one first", null);
        }
        if (!options.readOnly()) {
            if (version < dialect.newestSchema()) {
                bringForward(session, version);
            }
        } else if (version < PostgresVectorSchema.MIGRATION.version()) {
            return Optional.empty();
        }
        return PgVector.find(session);
    }

    private void bringForward(Session session, int version) throws SQLException {
        new RoomForMigration(migrator, place).require(session, version);
        Connection connection = session.connection();
        int timeout = connection.getNetworkTimeout();
        // An index of a large store takes longer to build than any answer that is waited for; that a server is gone is
        // noticed by the keep-alive of TCP.
        connection.setNetworkTimeout(Runnable::run, 0);
        boolean asBefore = false;
        try {
            migrator.migrate(session, new WriteTransaction(dialect, failures));
            connection.setNetworkTimeout(Runnable::run, timeout);
            asBefore = true;
        } finally {
            if (!asBefore) {
                session.abandon();
            }
        }
    }
}
