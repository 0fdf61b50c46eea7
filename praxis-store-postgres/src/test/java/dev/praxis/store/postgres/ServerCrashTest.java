package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server of its own, with full durability, of which a process is killed: it throws everybody out and recovers its log. */
@Timeout(120)
class ServerCrashTest {

    private static final int CRASHES = 3;
    private static final int BETWEEN = 40;

    @DisplayName("what was acknowledged survives a crash of the server, and the open store goes on after it")
    @Test
    void acknowledgedWritesSurvive() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            URI location = URI.create("postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres");
            try (VersionedStore store = Samples.open(location)) {
                BlockingQueue<Fact> acknowledged = new LinkedBlockingQueue<>();
                Thread writer = new Thread(() -> write(store, acknowledged));
                writer.start();
                List<Fact> all = new ArrayList<>();
                for (int crash = 0; crash < CRASHES; crash++) {
                    for (int i = 0; i < BETWEEN; i++) {
                        Fact fact = acknowledged.poll(60, TimeUnit.SECONDS);
                        assertTrue(fact != null, "the store goes on");
                        all.add(fact);
                    }
                    killOneServerProcess(server);
                }
                writer.interrupt();
                writer.join();
                acknowledged.drainTo(all);
                assertHolds(store, all);
            }
        }
    }

    /** Until it is interrupted. What fails is not acknowledged, whatever became of it. */
    private static void write(VersionedStore store, BlockingQueue<Fact> acknowledged) {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            try {
                acknowledged.add(store.put(Samples.say(i)));
            } catch (StoreUnavailableException | StoreBusyException | UnknownOutcomeException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void killOneServerProcess(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            ProcessHandle.of(row.getLong(1)).orElseThrow().destroyForcibly();
        } catch (SQLException e) {
            // Closing a connection of which the server end was killed.
            if (!String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
        }
    }

    private static void assertHolds(VersionedStore store, List<Fact> acknowledged) {
        List<Fact> history = new ArrayList<>();
        for (List<Fact> page = pageAfter(store, 0); !page.isEmpty(); page = pageAfter(store, history.size())) {
            history.addAll(page);
        }
        for (int i = 0; i < history.size(); i++) {
            assertEquals(i + 1, history.get(i).revision());
        }
        Map<String, Fact> found = history.stream().collect(Collectors.toMap(Fact::id, Function.identity()));
        for (Fact fact : acknowledged) {
            assertEquals(fact.contentHash(), found.get(fact.id()).contentHash());
            assertEquals(fact.revision(), found.get(fact.id()).revision());
        }
    }

    /** The server may still be recovering from the last crash. */
    private static List<Fact> pageAfter(VersionedStore store, long revision) {
        while (true) {
            try {
                return store.history(Samples.KEY, revision, FactQuery.MAX_LIMIT);
            } catch (StoreUnavailableException | StoreBusyException e) {
                Thread.onSpinWait();
            }
        }
    }
}
