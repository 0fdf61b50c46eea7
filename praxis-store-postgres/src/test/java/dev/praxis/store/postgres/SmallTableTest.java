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
    private static final String WHERE =
            " FROM pg_stat_user_tables WHERE schemaname = current_schema() AND relname = 'entry'";

    @DisplayName("a plan from when the table was small does not read all of the table when it has grown")
    @Timeout(60)
    @Test
    void smallTablesDoNotMisleadThePlanner() throws InterruptedException {
        try (VersionedStore store = Samples.open(server.location(schema))) {
            store.put(Samples.say(1));
            server.run(schema, "VACUUM ANALYZE entry");
        }
        long before = scans("seq_scan");
        try (VersionedStore store = Samples.open(server.location(schema))) {
            for (int i = 0; i < CALLS; i++) {
                store.put(Samples.say(i));
                store.active(Samples.KEY);
                store.history(Samples.KEY, 0, 1);
                store.list(FactQuery.all());
                store.asOf(Samples.KEY, Samples.T0, new Basis.AtSequence(1));
            }
        }
        // A connection reports what it did when it ends.
        while (scans("coalesce(idx_scan, 0) + seq_scan") < before + 5L * CALLS) {
            Thread.sleep(10);
        }
        assertEquals(before, scans("seq_scan"), "reads of the whole table");
    }

    private long scans(String what) {
        return Long.parseLong(server.query(schema, "SELECT " + what + WHERE).get(0));
    }
}
