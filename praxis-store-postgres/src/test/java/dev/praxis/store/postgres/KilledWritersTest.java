package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.Store;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import dev.praxis.testkit.crash.KillLoop;
import dev.praxis.testkit.crash.WriteLedger;
import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Real processes, real SIGKILL, one schema for all of them. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledWritersTest extends InOwnSchema {

    private static final int KILLS = Soak.times(20, 200);

    private record InSchema(URI location) implements KillLoop.Scene {

        @Override
        public ChildJvm start(int round, long ofWrites) throws IOException {
            return StoreChild.start("write", location, round, ofWrites);
        }

        @Override
        public Store open() {
            return Samples.open(location);
        }
    }

    @DisplayName("what was acknowledged survives killing the writers at any moment, and a dead writer holds up nobody")
    @Test
    void acknowledgedWritesSurvive(TestReporter reporter) throws Exception {
        Seed seed = Seed.fresh();
        WriteLedger ledger = new KillLoop(new InSchema(server.location(schema)), seed).run(KILLS);
        reporter.publishEntry(KILLS + " kills with " + seed, ledger.toString());
        assertTrue(ledger.size() > 10 * KILLS, () -> ledger.size() + " writes for " + KILLS + " kills");
    }
}
