package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.SinkConfiguration;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqliteSinkTest {

    private final SqliteSinkFixture place = new SqliteSinkFixture();

    @AfterEach
    void removePlace() {
        place.close();
    }

    @Test
    void theDatabaseRefusesToChangeOrRemoveWhatIsThere() throws SQLException {
        try (AuditSink sink = open("log")) {
            sink.accept(List.of(line(1), line(2)));
            sink.gap(new AuditGap("log", 3, 4));
        }
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE audit_record SET line = 'x'",
                    "DELETE FROM audit_record WHERE sequence = 2",
                    "INSERT OR REPLACE INTO audit_record SELECT origin, sequence, 'x', 'x', 'x', 'x' FROM audit_record",
                    "REPLACE INTO audit_record VALUES ('log', 1, 'x', 'x', 'x', 'x')",
                    "UPDATE audit_gap SET last_missing = 99",
                    "DELETE FROM audit_gap")) {
                SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
                assertTrue(refused.getMessage().contains("append-only"), refused.getMessage());
            }
        }
        assertEquals(List.of(line(1).json(), line(2).json(), new AuditGap("log", 3, 4).json()), place.arrived(3));
    }

    @Test
    void logsOfSeveralOriginsShareATableAndRequestAndClientAreColumns() throws SQLException {
        try (AuditSink one = open("one");
                AuditSink two = open("two")) {
            one.accept(List.of(line(1)));
            two.accept(List.of(line(1)));
        }
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*), min(request_id), max(client_id), min(hash) FROM audit_record")) {
            assertEquals(2, rows.getInt(1));
            assertEquals("r-1", rows.getString(2));
            assertEquals("c/1", rows.getString(3));
            assertEquals(line(1).hash().hex(), rows.getString(4));
        }
    }

    @Test
    void theFileIsForItsOwnerAloneAndAnotherDatabaseIsLeftAsItIs() throws Exception {
        open("log").close();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place.file())));
        Files.delete(place.file());
        try (Connection other = place.connect();
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE mine (x)");
        }
        AuditSinkException refused = assertThrows(AuditSinkException.class, () -> open("log"));
        assertTrue(
                refused.getCause().getMessage().contains("another database"),
                refused.getCause().getMessage());
        try (Connection other = place.connect();
                Statement statement = other.createStatement();
                var rows = statement.executeQuery("SELECT group_concat(name) FROM sqlite_schema")) {
            assertEquals("mine", rows.getString(1));
        }
    }

    private AuditSink open(String origin) {
        return new SqliteSinkProvider()
                .open(new SinkConfiguration(
                        "db", origin, Map.of("path", place.file().toString())));
    }

    private static AuditLine line(long sequence) {
        Sha256 hash = Sha256.of(new byte[] {(byte) sequence});
        return new AuditLine(
                sequence,
                hash,
                "{\"clientId\":\"c/1\",\"hash\":\"" + hash + "\",\"requestId\":\"r-1\",\"sequence\":" + sequence + "}");
    }
}
