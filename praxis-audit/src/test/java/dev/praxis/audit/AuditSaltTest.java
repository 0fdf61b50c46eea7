package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSaltTest {

    private static final String SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    private static final String OTHER = "ghp_" + "z1Y2x3W4v5U6t7S8r9Q0p1O2n3M4l5K6j7I8";

    @TempDir
    private Path directory;

    @Test
    void whoHasASecretFindsWhereItWasAndTheLogDoesNotHaveIt() throws IOException {
        AuditSalt salt = AuditSalt.readOrCreate(directory, new SecureRandom());
        Redactor redactor = Redactor.builder().replacement(salt.replacement()).build();
        try (AuditJournal log = AuditJournal.open(directory, redactor, () -> Logs.NOW, Logs.options(directory))) {
            log.append(entry("r1", "token " + SECRET));
            log.append(entry("r2", "nothing"));
            log.append(entry("r3", SECRET));
        }
        AuditSalt again = AuditSalt.read(directory).orElseThrow();
        List<String> found = again.find(directory, SECRET);
        assertEquals(2, found.size());
        assertTrue(found.get(0).contains("\"requestId\":\"r1\"") && found.get(1).contains("\"requestId\":\"r3\""));
        assertFalse(String.join("", AuditReader.tail(directory, 10)).contains(SECRET));
        assertEquals(List.of(), again.find(directory, OTHER));
        assertThrows(InvalidArgumentException.class, () -> again.find(directory, "short"));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("salt"))));
    }

    @Test
    void anotherLogHasOtherFingerprints(@TempDir Path second) {
        String one = redacted(AuditSalt.readOrCreate(directory, new SecureRandom()));
        assertEquals(one, redacted(AuditSalt.readOrCreate(directory, new SecureRandom())));
        assertFalse(one.equals(redacted(AuditSalt.readOrCreate(second, new SecureRandom()))));
    }

    private static String redacted(AuditSalt salt) {
        return Redactor.builder().replacement(salt.replacement()).build().redact(SECRET);
    }

    private static AuditEntry entry(String requestId, String text) {
        return new AuditEntry(
                Logs.NOW,
                "a",
                "c/1",
                requestId,
                "t.v",
                "h",
                Tier.T1,
                Phase.OUTCOME,
                Decision.DENIED,
                JsonObject.builder().put("note", text).build(),
                null,
                null,
                "p/1");
    }
}
