package dev.praxis.execution.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path directory;

    @Test
    void aFileIsWrittenWholeAndPrivateAndReplacesTheOneBefore() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "before");
        PrivateFiles.write(file, BYTES);
        assertArrayEquals(BYTES, Files.readAllBytes(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file), content());
    }

    @Test
    void theDraftOfAnotherWriterIsLeftAlone() throws IOException {
        Path draft = Files.writeString(directory.resolve(".file.draft"), "of another");
        assertTrue(PrivateFiles.isDraft(draft));
        Path file = directory.resolve("file");
        assertThrows(FileAlreadyExistsException.class, () -> PrivateFiles.write(file, BYTES));
        assertEquals("of another", Files.readString(draft));
        assertFalse(Files.exists(file));
    }

    @Test
    void aWriteThatFailsRemovesItsOwnDraft() throws IOException {
        Path file = Files.createDirectories(directory.resolve("file"));
        Path inside = Files.createFile(file.resolve("inside"));
        assertThrows(IOException.class, () -> PrivateFiles.write(file, BYTES));
        assertEquals(List.of(file), content());
        assertTrue(Files.exists(inside));
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
