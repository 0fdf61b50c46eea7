package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.WriteTransaction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQLite does with vectors, beside what the TCK asks of every store. */
class VectorsTest {

    private static final VectorSpace PLANE = new VectorSpace("plane", 2);
    private static final Vector VECTOR = Vector.of(1, -2.5f);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("facts.db");
    }

    private Fact twoFactsAndAnEmbedding() {
        try (VectorStore store = (VectorStore) Samples.open(file())) {
            Fact fact = store.put(Samples.say(1));
            store.put(Samples.say(new FactKey("host:cp-2", "memory", "observed"), 2));
            store.embed(PLANE, fact.id(), VECTOR);
            return fact;
        }
    }

    @DisplayName("vectors are kept as IEEE 754 floats, the least significant byte first")
    @Test
    void theFormInTheFileIsTheOneThatIsWrittenDown() throws SQLException {
        twoFactsAndAnEmbedding();
        Samples.run(file(), "CREATE VIEW seen AS SELECT space, seq, hex(components) FROM embedding");
        assertEquals(List.of("plane|1|0000803F000020C0|"), Samples.dump(file(), "seen"));
        assertEquals(List.of("plane|2|"), Samples.dump(file(), "vector_space"));
    }

    @DisplayName("a statement that edits, removes or replaces an embedding or a space is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE embedding SET components = zeroblob(8)",
                "UPDATE OR REPLACE embedding SET seq = 2",
                "UPDATE OR IGNORE embedding SET seq = 2",
                "DELETE FROM embedding",
                "UPDATE vector_space SET dimensions = 3",
                "UPDATE OR REPLACE vector_space SET name = 'x'",
                "DELETE FROM vector_space",
                "INSERT OR REPLACE INTO embedding VALUES ('plane', 1, zeroblob(8))",
                "REPLACE INTO embedding (seq, components, space) VALUES (1, zeroblob(8), 'plane')",
                "INSERT OR IGNORE INTO embedding VALUES ('plane', 1, zeroblob(8))",
                "INSERT INTO embedding VALUES ('plane', 1, zeroblob(8)) ON CONFLICT DO UPDATE SET components = zeroblob(8)",
                "INSERT OR REPLACE INTO vector_space VALUES ('plane', 3)",
                "INSERT INTO vector_space VALUES ('plane', 3) ON CONFLICT DO UPDATE SET dimensions = 3"
            })
    void whatIsKeptIsNotChanged(String sql) throws SQLException {
        refused(sql, "is append-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO embedding VALUES ('plane', 9, zeroblob(8))",
                "INSERT INTO embedding VALUES ('plane', 2, zeroblob(4))",
                "INSERT INTO embedding VALUES ('no space', 2, zeroblob(8))",
                "INSERT INTO embedding VALUES ('plane', 2, '12345678')",
                "INSERT INTO embedding (rowid, space, seq, components) VALUES (1, 'plane', 2, zeroblob(8))",
                "INSERT INTO vector_space VALUES ('great', 2001)",
                "INSERT INTO vector_space VALUES ('', 2)"
            })
    void whatIsNoEmbeddingIsRefused(String sql) throws SQLException {
        refused(sql, "");
    }

    private void refused(String sql, String why) throws SQLException {
        twoFactsAndAnEmbedding();
        List<String> embeddings = Samples.dump(file(), "embedding");
        List<String> spaces = Samples.dump(file(), "vector_space");
        SQLException refusal = assertThrows(SQLException.class, () -> Samples.run(file(), sql), sql);
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertEquals(embeddings, Samples.dump(file(), "embedding"), sql);
        assertEquals(spaces, Samples.dump(file(), "vector_space"), sql);
    }

    @Test
    void aVectorThatCannotHaveBeenWrittenIsCorrupt() throws SQLException {
        twoFactsAndAnEmbedding();
        Samples.run(file(), "INSERT INTO embedding VALUES ('plane', 2, x'0000C07F0000C07F')");
        try (VectorStore store = (VectorStore) Samples.open(file())) {
            StoreCorruptException corrupt =
                    assertThrows(StoreCorruptException.class, () -> store.nearest(PLANE, VECTOR, 1));
            assertTrue(corrupt.getMessage().contains("NaN"), corrupt.getMessage());
        }
    }

    @DisplayName("a store that was made before there were vectors keeps its facts and gets them")
    @Test
    void aStoreOfTheFirstSchemaIsBroughtForward() throws SQLException {
        SqliteDialect dialect = new SqliteDialect();
        try (Session session = new SqliteConnections(dialect, Duration.ofSeconds(1)).writer(createdFile())) {
            new SchemaMigrator(
                            dialect,
                            SqliteSchema.MIGRATIONS.subList(0, 1),
                            StoreOptions.defaults().clock(),
                            "old")
                    .migrate(session, new WriteTransaction(dialect, new FailureTranslator(dialect, "old")));
            session.execute(
                    "INSERT INTO entry VALUES (1, 'old', 'assertion', 'fact', 'host:cp-1', 'memory', 'observed', 1, 1,"
                            + " '{}', 0, 'me', 'x', '" + "0".repeat(64) + "', 0, NULL, NULL)");
        }
        for (int again = 0; again < 2; again++) {
            try (VectorStore store = (VectorStore) Samples.open(file())) {
                Fact old = store.active(Samples.KEY).orElseThrow();
                store.embed(PLANE, "old", VECTOR);
                assertEquals(List.of(new VectorMatch(old, 1)), store.nearest(PLANE, VECTOR, 9));
            }
        }
        assertEquals(
                SqliteSchema.MIGRATIONS.size(),
                Samples.dump(file(), "praxis_schema").size());
    }

    private Path createdFile() {
        new StoreFile(file()).create();
        return file();
    }

    @DisplayName("another process sees an embedding as soon as it is acknowledged")
    @Test
    void twoStoresOnOneFileSeeTheSame() {
        Fact fact = twoFactsAndAnEmbedding();
        try (VectorStore one = (VectorStore) Samples.open(file());
                VectorStore other = (VectorStore) Samples.open(file());
                Store both = other) {
            Fact second = both.put(Samples.say(3));
            assertEquals(List.of(), one.nearest(PLANE, VECTOR, 9), "the embedded one is superseded: " + fact.id());
            other.embed(PLANE, second.id(), VECTOR);
            assertEquals(List.of(new VectorMatch(second, 1)), one.nearest(PLANE, VECTOR, 9));
        }
    }
}
