package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.SchemaTooNewException;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest extends InOwnSchema {

    private static final String RELATIONS = "SELECT relname, relkind, xmin FROM pg_class"
            + " WHERE relnamespace = current_schema()::regnamespace ORDER BY relname";

    @Test
    void aStoreThatIsNotThereIsAbsentAndNothingIsMade() {
        StoreOptions mustExist = StoreOptions.defaults().mustExist();
        refused(StoreAbsentException.class, "make one first", mustExist);
        assertEquals(List.of(), server.query(schema, RELATIONS));
    }

    @Test
    void aSchemaThatIsNotThereIsAbsent() {
        URI nowhere = server.location("nowhere_" + UUID.randomUUID().toString().substring(0, 8));
        StoreAbsentException absent = assertThrows(StoreAbsentException.class, () -> Samples.open(nowhere));
        assertTrue(absent.getMessage().contains("currentSchema"), absent.getMessage());
    }

    @DisplayName("tables of somebody else with the same names are left as they are")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE entry (x INTEGER)",
                "CREATE VIEW entry AS SELECT 1 AS seq",
                "CREATE TABLE praxis_schema (x INTEGER)",
                "CREATE TABLE praxis_schema (version TEXT, checksum TEXT, applied_at BIGINT)",
                "CREATE SEQUENCE praxis_schema",
                "CREATE TABLE embedding (x INTEGER)",
                "CREATE VIEW vector_space AS SELECT 1 AS name",
                "CREATE SEQUENCE entry_request"
            })
    void foreignTablesAreNotAStore(String sql) {
        server.run(schema, sql);
        List<String> before = server.query(schema, RELATIONS);
        refused(NotAStoreException.class, "not of praxis", StoreOptions.defaults());
        assertEquals(before, server.query(schema, RELATIONS));
    }

    @Test
    void otherTablesInTheSchemaDoNotMatter() {
        server.run(schema, "CREATE TABLE orders (x INTEGER)");
        Samples.open(server.location(schema)).close();
        Samples.open(server.location(schema), StoreOptions.defaults().mustExist())
                .close();
    }

    @Test
    void aDatabaseThatCannotHoldEveryTextIsRefused() {
        String database = "praxis_latin1_" + UUID.randomUUID().toString().substring(0, 8);
        server.run("public", "CREATE DATABASE " + database + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        try {
            String user = Optional.ofNullable(server.place().user()).orElse(System.getProperty("user.name"));
            NotAStoreException refusal =
                    assertThrows(NotAStoreException.class, () -> Samples.open(server.location(user, database)));
            assertTrue(refusal.getMessage().contains("LATIN1"), refusal.getMessage());
        } finally {
            server.run("public", "DROP DATABASE " + database + " WITH (FORCE)");
        }
    }

    @Test
    void aNewerSchemaIsRefusedByNameAndLeftAsItIs() {
        Samples.open(server.location(schema)).close();
        server.run(schema, "INSERT INTO praxis_schema VALUES (4, 'of the future', 0)");
        List<String> before = server.query(schema, RELATIONS);
        refused(SchemaTooNewException.class, "schema version 4", StoreOptions.defaults());
        assertEquals(before, server.query(schema, RELATIONS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE entry",
                "ALTER TABLE entry DISABLE TRIGGER entry_append",
                "ALTER TABLE entry DISABLE TRIGGER ALL",
                "ALTER TABLE entry ENABLE REPLICA TRIGGER entry_no_change",
                "DROP TRIGGER entry_no_change ON entry",
                "ALTER TABLE embedding DISABLE TRIGGER embedding_append",
                "DROP TRIGGER vector_space_no_change ON vector_space",
                "DROP TABLE embedding",
                "ALTER TABLE praxis_schema DISABLE TRIGGER ALL; UPDATE praxis_schema SET checksum = 'x'"
            })
    void aSchemaThatWasAlteredIsRefused(String sql) {
        Samples.open(server.location(schema)).close();
        server.run(schema, sql);
        refused(StoreCorruptException.class, "was altered", StoreOptions.defaults());
    }

    @Test
    void openingWaitsForTheLockNoLongerThanAllowed() throws SQLException {
        try (Connection holder = server.connect(schema);
                Statement statement = holder.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SELECT " + PostgresDialect.LOCK);
            refused(
                    StoreBusyException.class,
                    "held by other writers",
                    StoreOptions.defaults().withBusyWait(Duration.ofMillis(50)));
        }
        Samples.open(server.location(schema)).close();
    }

    @Test
    void whereNobodyListensIsUnavailable() {
        StoreUnavailableException refusal = assertThrows(
                StoreUnavailableException.class,
                () -> Samples.open(URI.create("postgresql://nobody@127.0.0.1:1/nothing")));
        assertTrue(refusal.getMessage().contains("postgresql://127.0.0.1:1/nothing"), refusal.getMessage());
    }

    @DisplayName("a connection of the host goes back as it came")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theHostsConnectionsGoBackAsTheyCame(boolean autoCommit) throws SQLException {
        try (Connection lent = server.connect(schema);
                Statement statement = lent.createStatement()) {
            statement.execute("SET default_transaction_isolation = 'serializable'");
            statement.execute("SET default_transaction_read_only = on");
            String settings = settings(statement);
            lent.setAutoCommit(autoCommit);
            OneConnection source = new OneConnection(lent);
            try (VersionedStore store = PostgresStores.open(source, StoreOptions.defaults())) {
                Fact fact = store.put(Samples.say(1));
                assertEquals(Optional.of(fact), store.active(Samples.KEY));
                assertThrows(
                        PraxisException.class, () -> store.retire(Samples.end(new FactKey("not", "there", "x"), 1)));
            }
            assertEquals(autoCommit, lent.getAutoCommit());
            lent.setAutoCommit(true);
            assertEquals(settings, settings(statement));
            assertFalse(lent.isClosed());
            assertEquals(0, source.out());
        }
    }

    private static String settings(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT string_agg(name || '=' || setting, ',' ORDER BY name)"
                + " FROM pg_settings WHERE source = 'session'")) {
            row.next();
            return row.getString(1);
        }
    }

    private void refused(Class<? extends PraxisException> type, String why, StoreOptions options) {
        PraxisException refusal = assertThrows(type, () -> Samples.open(server.location(schema), options));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }
}
