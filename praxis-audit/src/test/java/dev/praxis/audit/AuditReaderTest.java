package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReaderTest {

    private static final int LONGEST_LINE = 65_535;

    @TempDir
    private Path directory;

    private Path journal;

    @BeforeEach
    void nameTheJournal() {
        journal = SegmentFile.of(directory, 1).path();
    }

    @Test
    void theTailIsReadFromTheEndWithoutATornLine() throws IOException {
        assertEquals(List.of(), AuditReader.tail(directory, 3));
        assertEquals(List.of(), AuditReader.tail(directory.resolve("absent"), 3));
        createJournal();
        Files.writeString(journal, "torn");
        assertEquals(List.of(), AuditReader.tail(directory, 3));
        String line = "x".repeat(50_000);
        Files.writeString(journal, "a\n" + line + "\nb\n" + line + "\nc");
        assertEquals(List.of(line), AuditReader.tail(directory, 1));
        assertEquals(List.of(line, "b", line), AuditReader.tail(directory, 3));
        assertEquals(List.of("a", line, "b", line), AuditReader.tail(directory, 99));
    }

    /** Zeros take no room on the disk, and the consumer ends the reading before they are read to their end. */
    @Test
    void theTailOfAJournalOfMoreThanTwoGibibytesIsPassedOnLineByLineUntilTheConsumerFails() throws IOException {
        createJournal();
        try (RandomAccessFile sparse = new RandomAccessFile(journal.toFile(), "rw")) {
            sparse.writeBytes("first\n");
            sparse.seek((1L << 31) + 10);
            sparse.writeBytes("\n");
        }
        List<String> seen = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> AuditReader.tail(directory, 2, line -> {
                    seen.add(line);
                    throw new IllegalStateException("enough");
                }));
        assertEquals(List.of("first"), seen);
    }

    @Test
    void aLineThatIsTooLongForARecordIsCut() throws IOException {
        createJournal();
        Files.writeString(journal, "x".repeat(3 * LONGEST_LINE) + "\nlast\n");
        List<String> lines = AuditReader.tail(directory, 2);
        assertEquals(2, lines.size());
        assertEquals("x".repeat(LONGEST_LINE + 1), lines.get(0));
        assertEquals("last", lines.get(1));
    }

    @Test
    void aNumberOutOfRangeIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> AuditReader.tail(directory, 0));
        assertThrows(
                InvalidArgumentException.class,
                () -> AuditReader.tail(directory, AuditReader.MAX_LINES + 1, line -> {}));
    }

    private void createJournal() throws IOException {
        Files.createDirectory(
                journal.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(journal, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
