package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreReadOnlyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.View;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.crash.WriteLedger;
import dev.praxis.testkit.crash.WriteLoad;
import dev.praxis.testkit.crash.WriteReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, one of which follows the other: reading from it, and going over to it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StandbyTest {

    private static final List<FactKey> KEYS = IntStream.range(0, 5)
            .mapToObj(i -> new FactKey("load:" + i, "memory", "observed"))
            .toList();

    private final Seed seed = Seed.fresh();
    private final Random random = seed.random();

    @TempDir
    Path directory;

    private DurableServer primary;
    private DurableServer standby;

    @BeforeEach
    void start() throws Exception {
        primary = new DurableServer(Files.createDirectory(directory.resolve("primary")));
        standby = primary.standby(Files.createDirectory(directory.resolve("standby")));
    }

    @AfterEach
    void stop() throws Exception {
        standby.close();
        primary.close();
    }

    /** What is answered for a point of the record. */
    private record Answers(List<Fact> listed, List<Optional<Fact>> believed, List<List<Period>> timelines) {

        static Answers of(Store store, long sequence, Instant at) {
            Basis basis = new Basis.AtSequence(sequence);
            return new Answers(
                    store.list(FactQuery.all().withView(View.activeAt(basis))).facts(),
                    KEYS.stream().map(key -> store.asOf(key, at, basis)).toList(),
                    KEYS.stream()
                            .map(key -> store.timeline(key, basis, Instant.EPOCH, FactQuery.MAX_LIMIT))
                            .toList());
        }
    }

    @DisplayName(
            "a replica answers as of a sequence as the primary does, while it is written to, and what it has is a prefix")
    @Test
    void aReplicaAnswersAsOfASequence() throws Exception {
        try (VersionedStore writer = Samples.open(primary.location())) {
            writer.put(Samples.say(0));
            awaitSequence(writer.lastSequence());
            BlockingQueue<WriteReport> reports = new LinkedBlockingQueue<>();
            try (VersionedStore reader =
                    Samples.open(standby.location(), StoreOptions.defaults().forReading())) {
                WriteLoad load = WriteLoad.start(writer, 0, random.nextLong(), reports::add);
                try {
                    for (int i = 0; i < 10; i++) {
                        skip(20, reports);
                        compare(writer, reader);
                    }
                } finally {
                    load.close();
                }
                assertThrows(StoreReadOnlyException.class, () -> reader.put(Samples.say(1)));
            }
            try (VersionedStore mistaken =
                    Samples.open(standby.location(), StoreOptions.defaults().mustExist())) {
                assertThrows(StoreUnavailableException.class, () -> mistaken.put(Samples.say(1)));
                assertThrows(StoreUnavailableException.class, () -> mistaken.retire(Samples.end(Samples.KEY, 1)));
            }
        }
    }

    @DisplayName(
            "the primary dies under writers and the standby takes over: with synchronous replication nothing that was"
                    + " acknowledged is gone, and the open store goes on")
    @Test
    void anOpenStoreGoesOverToTheStandby() throws Exception {
        primary.run("ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.run("SELECT pg_reload_conf()");
        WriteLedger ledger = new WriteLedger();
        ledger.begin(0);
        // An edge, since the ledger knows of all facts.
        EdgeKey edge = new EdgeKey("vm:1", "runs-on", "host:b");
        Assertion said = new Assertion(edge, JsonObject.EMPTY, Samples.T0, "tester", "because");
        WriteBatch once = WriteBatch.of(Write.put(said)).withIdempotencyKey(new IdempotencyKey("before"));
        try (VersionedStore store = Samples.open(primary.locationWith(standby))) {
            List<Fact> first = store.write(once);
            BlockingQueue<WriteReport> reports = new LinkedBlockingQueue<>();
            WriteLoad load = WriteLoad.start(store, 0, random.nextLong(), reports::add);
            try {
                note(100 + random.nextInt(100), reports, ledger);
                primary.kill();
                standby.run("SELECT pg_promote()");
                note(200, reports, ledger);
            } finally {
                load.close();
            }
            reports.forEach(ledger::note);
            ledger.compare(store);
            assertEquals(first, store.write(once), "the same batch, sent again to the other server");
            assertEquals(first, store.history(edge, 0, 10));
        } catch (AssertionError e) {
            throw new AssertionError("with " + seed + ": " + e.getMessage(), e);
        }
    }

    private void compare(Store writer, Store reader) {
        long sequence = writer.lastSequence();
        while (reader.lastSequence() < sequence) {
            Thread.onSpinWait();
        }
        Instant at = Samples.T0.plusSeconds(random.nextInt(200));
        assertEquals(Answers.of(writer, sequence, at), Answers.of(reader, sequence, at), seed.toString());
        long from = Math.max(0, sequence - 10);
        List<Change> there = reader.changesSince(from, 50);
        assertEquals(writer.changesSince(from, 50).subList(0, there.size()), there);
    }

    private void awaitSequence(long sequence) {
        try (Store reader = awaitStore()) {
            while (reader.lastSequence() < sequence) {
                Thread.onSpinWait();
            }
        }
    }

    /** The store, as soon as the standby has its tables. */
    private Store awaitStore() {
        while (true) {
            try {
                return Samples.open(standby.location(), StoreOptions.defaults().forReading());
            } catch (StoreAbsentException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void skip(int reports, BlockingQueue<WriteReport> from) throws InterruptedException {
        for (int i = 0; i < reports; i++) {
            next(from);
        }
    }

    private static void note(int writes, BlockingQueue<WriteReport> from, WriteLedger ledger)
            throws InterruptedException {
        int target = ledger.size() + writes;
        while (ledger.size() < target) {
            ledger.note(next(from));
        }
    }

    private static WriteReport next(BlockingQueue<WriteReport> from) throws InterruptedException {
        WriteReport report = from.poll(120, TimeUnit.SECONDS);
        assertTrue(report != null, "the store goes on");
        return report;
    }
}
