package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.SinkConfiguration;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresSinkTest {

    private final PostgresSinkFixture place = new PostgresSinkFixture();

    @AfterEach
    void removePlace() {
        place.close();
    }

    @Test
    void theDatabaseRefusesToChangeOrRemoveWhatIsThere() {
        try (AuditSink sink = open()) {
            sink.accept(List.of(line(1), line(2)));
            sink.gap(new AuditGap("log", 3, 4));
            sink.gap(new AuditGap("log", 3, 4));
        }
        for (String sql : List.of(
                "UPDATE audit_record SET line = 'x'",
                "DELETE FROM audit_record WHERE sequence = 2",
                "TRUNCATE audit_record",
                "SET session_replication_role = replica; DELETE FROM audit_record",
                "UPDATE audit_gap SET last_missing = 99",
                "DELETE FROM audit_gap")) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> TestServer.shared().tryRun(place.schema(), sql), sql);
            assertTrue(refused.getMessage().contains("append-only"), refused.getMessage());
        }
        assertEquals(List.of(line(1).json(), line(2).json(), new AuditGap("log", 3, 4).json()), place.arrived(3));
    }

    @Test
    void tablesThatAreNotGuardedAreNotUsed() {
        open().close();
        TestServer.shared().run(place.schema(), "ALTER TABLE audit_gap DISABLE TRIGGER audit_no_change");
        AuditSinkException refused = assertThrows(AuditSinkException.class, this::open);
        assertTrue(refused.getCause().getMessage().contains("not both as praxis makes them"), refused.toString());
    }

    @Test
    void requestAndClientAreColumns() {
        try (AuditSink sink = open()) {
            sink.accept(List.of(line(7)));
        }
        assertEquals(
                List.of("log|7|" + line(7).hash() + "|r-1|c/1"),
                TestServer.shared()
                        .query(
                                place.schema(),
                                "SELECT origin, sequence, hash, request_id, client_id FROM audit_record"));
    }

    @Test
    void aLocationWithAPasswordIsRefusedAndNotRepeated() {
        SinkConfiguration configuration =
                new SinkConfiguration("db", "log", Map.of("location", "postgresql://u:geheim@db.example.org/x"));
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> new PostgresSinkProvider().open(configuration));
        assertTrue(refused.getMessage().contains("PGPASSWORD"), refused.getMessage());
        assertTrue(!refused.getMessage().contains("geheim"), refused.getMessage());
    }

    private AuditSink open() {
        return place.provider().open(new SinkConfiguration("db", "log", place.settings()));
    }

    private static AuditLine line(long sequence) {
        Sha256 hash = Sha256.of(new byte[] {(byte) sequence});
        return new AuditLine(
                sequence,
                hash,
                "{\"clientId\":\"c/1\",\"hash\":\"" + hash + "\",\"requestId\":\"r-1\",\"sequence\":" + sequence + "}");
    }
}
