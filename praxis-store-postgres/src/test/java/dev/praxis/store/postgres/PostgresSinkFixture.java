package dev.praxis.store.postgres;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schema of its own on the server of the tests, reached through a network that fails. */
final class PostgresSinkFixture implements SinkFixture {

    private final TestServer server = TestServer.shared();
    private final String schema = server.newSchema();
    private final FaultyNetwork network =
            new FaultyNetwork(server.place().servers().get(0));

    String schema() {
        return schema;
    }

    @Override
    public AuditSinkProvider provider() {
        return new PostgresSinkProvider();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "location",
                server.through(network.port(), "currentSchema=" + schema).toString(),
                "timeoutSeconds",
                "1");
    }

    /** Gaps stand where their first record would. */
    @Override
    public List<String> arrived(int count) {
        if (server.query(
                        schema,
                        "SELECT 1 FROM pg_class WHERE relname = 'audit_gap'"
                                + " AND relnamespace = current_schema()::regnamespace")
                .isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        for (String row : server.query(
                schema,
                "SELECT line FROM (SELECT sequence, line FROM audit_record UNION ALL"
                        + " SELECT first_missing, '#' || origin || '#' || first_missing || '#' || last_missing"
                        + " FROM audit_gap) x ORDER BY sequence")) {
            String[] gap = row.split("#", -1);
            all.add(
                    row.startsWith("#")
                            ? new AuditGap(gap[1], Long.parseLong(gap[2]), Long.parseLong(gap[3])).json()
                            : row);
        }
        return all;
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.values());
    }

    @Override
    public void cause(Fault fault) {
        network.cause(fault);
    }

    @Override
    public void mend() {
        network.mend();
    }

    @Override
    public int longestLine() {
        return 65_535;
    }

    @Override
    public boolean dropsRepeats() {
        return true;
    }

    @Override
    public void close() {
        network.close();
        server.dropSchema(schema);
    }
}
