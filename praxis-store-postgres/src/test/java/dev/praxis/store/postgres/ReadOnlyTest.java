package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreReadOnlyException;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A store that is opened to be read only: all of it can be read, and nothing of it changes. */
class ReadOnlyTest extends InOwnSchema {

    private static final StoreOptions READING = StoreOptions.defaults().forReading();

    /** Each relation with the transaction that made it what it is. */
    private static final String RELATIONS = "SELECT relname, relkind, xmin FROM pg_class"
            + " WHERE relnamespace = current_schema()::regnamespace ORDER BY relname";

    @Test
    void aStoreOfAnOlderSchemaIsReadAsItIsWhereNothingCanBeWritten() throws SQLException {
        PostgresDialect dialect = new PostgresDialect(Duration.ofSeconds(10));
        try (Session session = new Session(server.connect(schema))) {
            new SchemaMigrator(
                            dialect,
                            PostgresSchema.MIGRATIONS.subList(0, 1),
                            StoreOptions.defaults().clock(),
                            "old")
                    .migrate(session, new WriteTransaction(dialect, new FailureTranslator(dialect, "old")));
        }
        List<String> before = server.query(schema, RELATIONS);
        PGSimpleDataSource source = server.source(server.location(schema));
        // As on a standby: no transaction may write.
        source.setOptions("-c default_transaction_read_only=on");
        try (Store store = PostgresStores.open(source, READING)) {
            assertEquals(Optional.empty(), store.active(Samples.KEY));
            assertEquals(
                    List.of(),
                    StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT).findings());
            assertEquals(
                    new SchemaVersion(1, PostgresSchema.MIGRATIONS.size()),
                    ((SelfCheckingStore) store).schemaVersion());
            assertFalse(store.capabilities().contains(Capability.VECTORS));
            assertThrows(StoreReadOnlyException.class, () -> store.put(Samples.say(1)));
            assertThrows(StoreReadOnlyException.class, () -> store.retire(Samples.end(Samples.KEY, 1)));
        }
        assertEquals(before, server.query(schema, RELATIONS));
        try (Store store = Samples.open(server.location(schema))) {
            Fact put = store.put(Samples.say(1));
            assertEquals(Optional.of(put), store.active(Samples.KEY));
        }
    }

    @Test
    void whereThereIsNoneNothingIsMade() {
        assertThrows(StoreAbsentException.class, () -> Samples.open(server.location(schema), READING));
        assertEquals(List.of(), server.query(schema, RELATIONS));
    }
}
