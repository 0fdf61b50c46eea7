package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.store.Basis;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.VersionedStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SmallTableTest extends InOwnSchema {

    private static final int CALLS = 50;
    private static final String SCANS =
            "SELECT seq_scan FROM pg_stat_user_tables WHERE schemaname = current_schema() AND relname = 'entry'";

    @DisplayName("a plan from when the table was small does not read all of the table when it has grown")
    @Timeout(60)
    @Test
    void smallTablesDoNotMisleadThePlanner() throws InterruptedException {
        try (VersionedStore store = open()) {
            store.put(Samples.say(1));
            server.run(schema, "VACUUM ANALYZE entry");
        }
        long before = scansOfEndedConnections();
        try (VersionedStore store = open()) {
            for (int i = 0; i < CALLS; i++) {
                store.put(Samples.say(i));
                store.active(Samples.KEY);
                store.history(Samples.KEY, 0, 1);
                store.list(FactQuery.all());
                store.asOf(Samples.KEY, Samples.T0, new Basis.AtSequence(1));
            }
        }
        assertEquals(before, scansOfEndedConnections(), "reads of the whole table");
    }

    private VersionedStore open() {
        return Samples.open(server.with("currentSchema=" + schema + "&ApplicationName=" + schema));
    }

    /** A connection reports what it did before it leaves the list of connections, not when its client hangs up. */
    private long scansOfEndedConnections() throws InterruptedException {
        while (!server.query(schema, "SELECT pid FROM pg_stat_activity WHERE application_name = '" + schema + "'")
                .isEmpty()) {
            Thread.sleep(10);
        }
        return Long.parseLong(server.query(schema, SCANS).get(0));
    }
}
