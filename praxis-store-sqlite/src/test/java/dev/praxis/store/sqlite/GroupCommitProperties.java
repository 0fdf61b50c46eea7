package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.jdbc.FailureTranslator;
import dev.praxis.store.jdbc.JdbcStore;
import dev.praxis.store.jdbc.WriteTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class GroupCommitProperties {

    private static final Duration WAIT = Duration.ofSeconds(30);

    /** What a caller asks for; the works that fail do so after they have written. */
    sealed interface Ask {
        record Put(int key, long value) implements Ask {}

        record PutIfAbsent(int key, long value) implements Ask {}

        record Retire(int key) implements Ask {}

        record Throw(String table) implements Ask {}

        record BreakConstraint(String table) implements Ask {}

        record RollBackAll() implements Ask {}
    }

    @Provide
    static Arbitrary<List<Ask>> asks() {
        Arbitrary<Integer> keys = Arbitraries.integers().between(1, 3);
        Arbitrary<Long> values = Arbitraries.longs().between(0, 9);
        Arbitrary<String> tables = Arbitraries.of("left", "right");
        return Arbitraries.<Ask>frequencyOf(
                        Tuple.of(4, keys.flatMap(key -> values.map(value -> new Ask.Put(key, value)))),
                        Tuple.of(3, keys.flatMap(key -> values.map(value -> new Ask.PutIfAbsent(key, value)))),
                        Tuple.of(2, keys.map(Ask.Retire::new)),
                        Tuple.of(1, tables.map(Ask.Throw::new)),
                        Tuple.of(1, tables.map(Ask.BreakConstraint::new)),
                        Tuple.of(1, Arbitraries.create(Ask.RollBackAll::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 40)
    void aGroupIsAsGoodAsOneByOne(@ForAll("asks") List<Ask> asks) throws Exception {
        List<String> alone = new ArrayList<>();
        List<String> together = new ArrayList<>();
        List<String> aloneRows = inStore((writer, store) -> {
            for (Ask ask : asks) {
                alone.add(said(answerOf(writer, store, ask)));
            }
        });
        List<String> togetherRows = inStore((writer, store) -> {
            Line line = new Line(writer);
            asks.forEach(ask -> line.add(() -> perform(writer, store, ask)));
            line.release();
            for (Line.Answer answer : line.answers()) {
                together.add(said(answer));
            }
        });
        assertEquals(alone, together);
        assertEquals(aloneRows, togetherRows);
    }

    private static Line.Answer answerOf(Writer writer, VersionedStore store, Ask ask) {
        try {
            return new Line.Answer(perform(writer, store, ask), null, false);
        } catch (RuntimeException e) {
            return new Line.Answer(null, e, false);
        }
    }

    /** Without the ids: whoever runs again asks for another one. */
    private static String said(Line.Answer answer) {
        if (answer.result() instanceof Fact fact) {
            return fact.sequence() + " " + fact.version() + " " + fact.retirement();
        }
        return answer.failure().getClass().getSimpleName() + " "
                + answer.failure().getMessage();
    }

    private static Object perform(Writer writer, VersionedStore store, Ask ask) {
        if (ask instanceof Ask.Put put) {
            return store.put(Samples.say(key(put.key()), put.value()));
        }
        if (ask instanceof Ask.PutIfAbsent put) {
            return store.putIf(Samples.say(key(put.key()), put.value()), Expected.absent());
        }
        if (ask instanceof Ask.Retire retire) {
            return store.retire(Samples.end(key(retire.key()), 10));
        }
        return writer.inTransaction(session -> {
            if (ask instanceof Ask.Throw thrower) {
                session.execute("CREATE TABLE " + thrower.table() + "_table (x INTEGER)");
                throw new IllegalStateException("thought better of it");
            }
            if (ask instanceof Ask.BreakConstraint breaker) {
                session.execute("CREATE TABLE " + breaker.table() + "_table (x INTEGER)");
                session.execute("INSERT INTO praxis_schema VALUES (1, 'taken', 1)");
            }
            session.execute("INSERT OR ROLLBACK INTO praxis_schema VALUES (1, 'taken', 1)");
            return "never";
        });
    }

    private static FactKey key(int n) {
        return new FactKey("host:" + n, "memory", "observed");
    }

    @FunctionalInterface
    private interface Use {
        void of(Writer writer, VersionedStore store) throws Exception;
    }

    /** Uses a new store; gives what is in its file afterwards, without the ids. */
    private static List<String> inStore(Use use) throws Exception {
        Path directory = Files.createTempDirectory("praxis-group");
        try {
            Path file = directory.resolve("facts.db");
            Samples.open(file).close();
            SqliteDialect dialect = new SqliteDialect();
            SqliteConnections connections = new SqliteConnections(dialect, WAIT);
            FailureTranslator failures = new FailureTranslator(dialect, "under test");
            Writer writer = new Writer(
                    () -> connections.writer(file),
                    new WriteTransaction(dialect, failures),
                    failures,
                    WAIT,
                    new GroupBound(64, Duration.ofHours(1), Duration.ZERO),
                    Turnstile.NONE);
            FileTransactor transactor =
                    new FileTransactor(writer, new ReaderPool(() -> connections.reader(file), failures, WAIT));
            try (VersionedStore store =
                    new JdbcStore(dialect, transactor, StoreOptions.defaults().withClock(() -> Samples.T0))) {
                use.of(writer, store);
            }
            return dump(file);
        } finally {
            remove(directory);
        }
    }

    private static List<String> dump(Path file) throws SQLException {
        List<String> rows = new ArrayList<>(Samples.dump(file, "sqlite_schema"));
        Samples.dump(file, "entry").forEach(row -> rows.add(row.replaceFirst("\\|[^|]*\\|", "|id|")));
        return rows;
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
