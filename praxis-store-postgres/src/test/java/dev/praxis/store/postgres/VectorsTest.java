package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL does with vectors, beside what the TCK asks of every store. */
class VectorsTest {

    private static final VectorSpace PLANE = new VectorSpace("plane", 2);
    private static final Vector VECTOR = Vector.of(1, -2.5f);

    private static VectorDatabase database;

    private URI location;

    @BeforeAll
    static void makeDatabase() {
        database = VectorDatabase.withExtension();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void makeSchema() {
        location = database.location(database.newSchema());
    }

    private static VectorStore open(URI location) {
        return assertInstanceOf(VectorStore.class, Samples.open(location));
    }

    private static void assertAbsent(URI location) {
        try (Store store = Samples.open(location)) {
            assertFalse(store instanceof VectorStore);
            assertFalse(store.capabilities().contains(Capability.VECTORS));
        }
    }

    @DisplayName("the capability is there when the extension is, and what was embedded outlives its absence")
    @Test
    void theCapabilityComesAndGoesWithTheExtension() {
        try (VectorDatabase without = VectorDatabase.create()) {
            URI there = without.location(without.newSchema());
            assertAbsent(there);
            without.installExtension();
            Fact fact;
            try (VectorStore store = open(there)) {
                fact = store.put(Samples.say(1));
                store.embed(PLANE, fact.id(), VECTOR);
            }
            without.removeExtension();
            assertAbsent(there);
            without.installExtension();
            try (VectorStore store = open(there)) {
                assertEquals(List.of(new VectorMatch(fact, 1)), store.nearest(PLANE, VECTOR, 9));
            }
        }
    }

    @DisplayName("the role of the application embeds and searches, and only reads and appends")
    @Test
    void theApplicationSearches() throws SQLException {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        String owner = "praxis_owner_" + suffix;
        String application = "praxis_app_" + suffix;
        try (VectorDatabase own = VectorDatabase.withExtension()) {
            own.run(PostgresStores.roleScript().replace("praxis_owner", owner).replace("praxis_app", application));
            open(own.as(owner, "")).close();
            URI asApplication = own.as(application, "");
            try (VectorStore store = open(asApplication)) {
                Fact fact = store.put(Samples.say(1));
                store.embed(PLANE, fact.id(), VECTOR);
                assertEquals(List.of(new VectorMatch(fact, 1)), store.nearest(PLANE, VECTOR, 9));
            }
            for (String sql : List.of(
                    "UPDATE embedding SET seq = 2",
                    "DELETE FROM embedding",
                    "TRUNCATE vector_space",
                    "ALTER TABLE embedding DISABLE TRIGGER ALL",
                    "DROP FUNCTION embedding_append() CASCADE")) {
                SQLException refusal = assertThrows(SQLException.class, () -> own.tryRun(asApplication, sql), sql);
                assertEquals("42501", refusal.getSQLState(), refusal.getMessage());
            }
            own.run("REVOKE USAGE ON SCHEMA " + VectorDatabase.EXTENSION_SCHEMA + " FROM PUBLIC");
            assertAbsent(asApplication);
        } finally {
            TestServer.shared().run("public", "DROP ROLE " + owner, "DROP ROLE " + application);
        }
    }

    @DisplayName("a statement that edits, removes or replaces an embedding or a space is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE embedding SET components = '{1,1}'",
                "DELETE FROM embedding",
                "TRUNCATE embedding",
                "TRUNCATE vector_space, embedding CASCADE",
                "UPDATE vector_space SET dimensions = 3",
                "DELETE FROM vector_space",
                "SET session_replication_role = replica; DELETE FROM embedding",
                "INSERT INTO embedding VALUES ('plane', 1, '{1,1}')",
                "INSERT INTO embedding VALUES ('plane', 1, '{1,1}') ON CONFLICT DO NOTHING",
                "INSERT INTO embedding VALUES ('plane', 1, '{1,1}') ON CONFLICT (space, seq) DO UPDATE SET seq = 2",
                "INSERT INTO vector_space VALUES ('plane', 3) ON CONFLICT DO NOTHING",
                "SET session_replication_role = replica; INSERT INTO vector_space VALUES ('plane', 2)"
            })
    void whatIsKeptIsNotChanged(String sql) {
        refused("is append-only", sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO embedding VALUES ('plane', 9, '{1,1}')",
                "INSERT INTO embedding VALUES ('plane', 2, '{1}')",
                "INSERT INTO embedding VALUES ('plane', 2, '{}')",
                "INSERT INTO embedding VALUES ('plane', 2, '{{1,1}}')",
                "INSERT INTO embedding VALUES ('plane', 2, '[2:3]={1,1}')",
                "INSERT INTO embedding VALUES ('plane', 2, '{1,NULL}')",
                "INSERT INTO embedding VALUES ('plane', 2, '{1,NaN}')",
                "INSERT INTO embedding VALUES ('plane', 2, '{1,-Infinity}')",
                "INSERT INTO embedding VALUES ('no space', 2, '{1,1}')",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; INSERT INTO embedding VALUES ('plane', 2, '{1,1}')"
            })
    void whatIsNoEmbeddingIsRefused(String sql) {
        refused("embedding ", sql);
    }

    private void refused(String why, String sql) {
        try (VectorStore store = open(location)) {
            Fact fact = store.put(Samples.say(1));
            store.put(Samples.say(new FactKey("host:cp-2", "memory", "observed"), 2));
            store.embed(PLANE, fact.id(), VECTOR);
            SQLException refusal = assertThrows(SQLException.class, () -> database.tryRun(location, sql), sql);
            assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
            assertEquals(List.of(new VectorMatch(fact, 1)), store.nearest(PLANE, VECTOR, 9));
        }
    }

    @DisplayName("a store that was made before there were vectors keeps its facts and gets them")
    @Test
    void aStoreOfTheFirstSchemaIsBroughtForward() throws SQLException {
        PostgresDialect dialect = new PostgresDialect(Duration.ofSeconds(10));
        try (Session session = new Session(TestServer.shared().source(location).getConnection())) {
            new SchemaMigrator(
                            dialect,
                            PostgresSchema.MIGRATIONS.subList(0, 1),
                            StoreOptions.defaults().clock(),
                            "old")
                    .migrate(session, new WriteTransaction(dialect, new FailureTranslator(dialect, "old")));
            session.execute(
                    "INSERT INTO entry (seq, id, kind, key_type, subject, predicate, object, ordinal, revision, value,"
                            + " valid_from, actor, reason, content_hash, recorded_at) VALUES (1, 'old', 'assertion', 'fact',"
                            + " 'host:cp-1', 'memory', 'observed', 1, 1, '{}', 0, 'me', 'x', '" + "0".repeat(64)
                            + "', 0)");
        }
        for (int again = 0; again < 2; again++) {
            try (VectorStore store = open(location)) {
                Fact old = store.active(Samples.KEY).orElseThrow();
                store.embed(PLANE, "old", VECTOR);
                assertEquals(List.of(new VectorMatch(old, 1)), store.nearest(PLANE, VECTOR, 9));
            }
        }
    }

    @Test
    void theSchemaOfVersionTwoNeverChanges() {
        assertEquals(
                "f73c9f92a7ab697f5d014eaffbcbd8ced832f4c29eb7b04962b25cfa510130d1",
                PostgresSchema.MIGRATIONS.get(1).checksum().hex());
    }
}
