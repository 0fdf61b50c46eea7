package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerOnlyTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private Path journal;

    @BeforeEach
    void nameFiles() {
        directory = temporary.resolve("a/audit");
        journal = SegmentFile.of(directory, 1).path();
    }

    @Test
    void filesAreForTheOwnerAloneAndAppendingRepairsOpenOnes() throws IOException {
        Files.createDirectories(directory);
        permit(directory, "rwxr-xr-x");
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        permit(journal, "rw-r--r--");
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r2"));
        }
        permit(directory.resolve("journal.lock"), "rw-rw-rw-");
        Logs.open(directory).close();
        assertEquals("rwx------", permissions(directory));
        assertEquals("rwx------", permissions(directory.resolve("segments")));
        for (String name : List.of("segments/00000000000000000001.jsonl", "checkpoint", "journal.lock")) {
            assertEquals("rw-------", permissions(directory.resolve(name)), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', rwxr-xr-x, 700",
        "'', rwx-w----, 700",
        "'', rwx-----x, 700",
        "segments/00000000000000000001.jsonl, rw-r-----, 600",
        "segments/00000000000000000001.jsonl, rw-----w-, 600",
        "segments, rwxr-x---, 700",
        "checkpoint, rw-rw----, 600"
    })
    void evidenceThatIsOpenToOthersIsNotReadAndNotChanged(String name, String open, String mode) throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        Path path = directory.resolve(name);
        permit(path, open);
        AuditUnavailableException verifying =
                assertThrows(AuditUnavailableException.class, () -> AuditVerifier.verify(directory));
        assertTrue(verifying.getMessage().contains("chmod " + mode + " " + path), verifying.getMessage());
        if (!name.equals("checkpoint")) {
            AuditUnavailableException reading =
                    assertThrows(AuditUnavailableException.class, () -> AuditReader.tail(directory, 1));
            assertEquals(verifying.getMessage(), reading.getMessage());
        }
        assertEquals(open, permissions(path));
        permit(path, mode.equals("700") ? "rwx------" : "rw-------");
        assertEquals(1, AuditVerifier.verify(directory).records());
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments/00000000000000000001.jsonl", "checkpoint"})
    void evidenceThatIsASymbolicLinkIsNotRead(String name) throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("r1"));
        }
        Path file = directory.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertThrows(AuditUnavailableException.class, () -> AuditVerifier.verify(directory));
        assertArrayEquals(bytes, Files.readAllBytes(elsewhere));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
