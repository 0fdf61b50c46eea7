package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import dev.praxis.testkit.crash.WriteLedger;
import dev.praxis.testkit.crash.WriteLoad;
import dev.praxis.testkit.crash.WriteReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own, with full durability, that crashes while a store is open and written to. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ServerCrashTest {

    private static final int CRASHES = Soak.times(3, 30);
    private static final int KILLS = Soak.times(2, 30);
    private static final int MOST_BETWEEN = 200;

    private final Seed seed = Seed.fresh();
    private final Random random = seed.random();

    @TempDir
    Path directory;

    @FunctionalInterface
    private interface Crash {
        void happen(DurableServer server) throws IOException, SQLException, InterruptedException;
    }

    @DisplayName(
            "a server process dies: the server throws everybody out and recovers its log, and the open store goes on")
    @Test
    void acknowledgedWritesSurviveACrash(TestReporter reporter) throws Exception {
        crash(CRASHES, DurableServer::killOneProcess, reporter);
    }

    @DisplayName("the whole server is killed and started again, and the open store goes on")
    @Test
    void acknowledgedWritesSurviveTheServersEnd(TestReporter reporter) throws Exception {
        crash(
                KILLS,
                server -> {
                    server.kill();
                    server.start();
                },
                reporter);
    }

    private void crash(int times, Crash crash, TestReporter reporter) throws Exception {
        WriteLedger ledger = new WriteLedger();
        try (DurableServer server = new DurableServer(directory);
                VersionedStore store = Samples.open(server.location())) {
            for (int round = 0; round < times; round++) {
                ledger.begin(round);
                BlockingQueue<WriteReport> reports = new LinkedBlockingQueue<>();
                WriteLoad load = WriteLoad.start(store, round, random.nextLong(), reports::add);
                try {
                    noteWritten(random.nextInt(MOST_BETWEEN), reports, ledger);
                    crash.happen(server);
                    noteWritten(MOST_BETWEEN, reports, ledger);
                } finally {
                    load.close();
                }
                reports.forEach(ledger::note);
                compare(ledger, store);
            }
            reporter.publishEntry(times + " crashes with " + seed, ledger.toString());
        } catch (AssertionError e) {
            throw new AssertionError("with " + seed + ": " + e.getMessage(), e);
        }
    }

    /** Takes down what is reported until so much more was written. */
    private static void noteWritten(int writes, BlockingQueue<WriteReport> reports, WriteLedger ledger)
            throws InterruptedException {
        int target = ledger.size() + writes;
        while (ledger.size() < target) {
            WriteReport report = reports.poll(120, TimeUnit.SECONDS);
            assertTrue(report != null, "the store goes on");
            ledger.note(report);
        }
    }

    /** A read may still meet a connection that the crash has cut. */
    private static void compare(WriteLedger ledger, VersionedStore store) {
        while (true) {
            try {
                ledger.compare(store);
                return;
            } catch (StoreUnavailableException | StoreBusyException e) {
                Thread.onSpinWait();
            }
        }
    }
}
