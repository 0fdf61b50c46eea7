package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
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
import java.time.Duration;
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
        List<String> found = again.find(directory, SECRET).lines();
        assertEquals(2, found.size());
        assertTrue(found.get(0).contains("\"requestId\":\"r1\"") && found.get(1).contains("\"requestId\":\"r3\""));
        assertFalse(String.join("", AuditReader.tail(directory, 10)).contains(SECRET));
        assertEquals(new AuditSalt.Found(List.of(), 1), again.find(directory, OTHER));
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

    @Test
    void theLogNamesItsKeyInARecordOnceAndAfterEachPruning() throws IOException {
        AuditSalt salt = AuditSalt.readOrCreate(directory, new SecureRandom());
        record("r1");
        record("r2");
        String named = "\"saltSha256\":\""
                + Sha256.of(Files.readAllBytes(directory.resolve("salt"))).hex() + "\"";
        assertEquals(1, naming(named).size());
        assertTrue(Files.readString(directory.resolve("terms.json")).contains(named));
        try (AuditJournal log = AuditJournal.open(
                directory,
                Redactor.standard(),
                () -> Logs.NOW,
                Logs.options(directory).withSegments(4096, Duration.ofDays(1)))) {
            for (int i = 3; i < 30; i++) {
                log.append(entry("r" + i, "x"));
            }
            assertTrue(log.prune(new PruneRule.UpTo(20)).isPresent());
        }
        assertEquals(1, naming(named).size(), "what remains still says so");
        assertTrue(AuditVerifier.verify(directory).isIntact());
        assertEquals(1, salt.find(directory, SECRET).silentBefore());
    }

    @Test
    void aKeyThatTookThePlaceOfAnotherIsFoundAndThenOnTheRecord() throws IOException {
        AuditSalt first = AuditSalt.readOrCreate(directory, new SecureRandom());
        record("r1");
        byte[] kept = Files.readAllBytes(directory.resolve("salt"));
        Files.delete(directory.resolve("salt"));
        assertTrue(AuditVerifier.verify(directory).isIntact(), "a copy of a log needs no salt");
        AuditSalt second = AuditSalt.readOrCreate(directory, new SecureRandom());
        Finding finding = AuditVerifier.verify(directory).findings().get(0);
        assertEquals(Finding.Kind.SALT_REPLACED, finding.kind());
        assertEquals(1, finding.sequence());
        AuditUnavailableException refused =
                assertThrows(AuditUnavailableException.class, () -> second.find(directory, SECRET));
        assertTrue(refused.getMessage().contains(Sha256.of(kept).hex()), refused.getMessage());
        record("r2");
        assertTrue(AuditVerifier.verify(directory).isIntact(), "the log says that it has another key");
        assertEquals(
                new AuditSalt.Found(List.of(lineOf("r2")), 3),
                second.find(directory, SECRET),
                "and from which record on");
        assertThrows(AuditUnavailableException.class, () -> first.find(directory, SECRET));
        Files.delete(directory.resolve("salt"));
        Files.write(directory.resolve("salt"), kept);
        Files.setPosixFilePermissions(directory.resolve("salt"), PosixFilePermissions.fromString("rw-------"));
        record("r3");
        assertEquals(new AuditSalt.Found(List.of(lineOf("r1"), lineOf("r3")), 5), first.find(directory, SECRET));
    }

    @Test
    void ofALogThatDoesNotNameItsKeyTheAnswerSaysSo() throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(entry("r1", SECRET));
        }
        AuditSalt salt = AuditSalt.readOrCreate(directory, new SecureRandom());
        assertEquals(new AuditSalt.Found(List.of(), 0), salt.find(directory, SECRET));
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void aKeyThatIsNotTheOwnersAloneIsNotUsed() throws IOException {
        AuditSalt.readOrCreate(directory, new SecureRandom());
        Files.setPosixFilePermissions(directory.resolve("salt"), PosixFilePermissions.fromString("rw-r--r--"));
        try (AuditJournal log = Logs.open(directory)) {
            assertThrows(AuditUnavailableException.class, () -> log.append(Logs.intent("r1")));
        }
    }

    private void record(String requestId) {
        Redactor redactor = Redactor.builder()
                .replacement(AuditSalt.read(directory).orElseThrow().replacement())
                .build();
        try (AuditJournal log = AuditJournal.open(directory, redactor, () -> Logs.NOW, Logs.options(directory))) {
            log.append(entry(requestId, SECRET));
        }
    }

    private List<String> naming(String named) {
        return AuditReader.tail(directory, 100).stream()
                .filter(line -> line.contains(named))
                .toList();
    }

    private String lineOf(String requestId) {
        return AuditReader.tail(directory, 100).stream()
                .filter(line -> line.contains("\"requestId\":\"" + requestId + "\""))
                .findFirst()
                .orElseThrow();
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
