package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDirectoryTest {

    @Test
    void theNameOfEachDirectoryThatWasMadeIsDurable(@TempDir Path temporary) throws IOException {
        List<Path> synced = new ArrayList<>();
        Disk recording = new Disk() {
            @Override
            void syncDirectory(Path directory, FileChannel names) throws IOException {
                synced.add(directory);
                super.syncDirectory(directory, names);
            }
        };
        new JournalDirectory(temporary.resolve("a/b/audit"), recording).create();
        Path log = temporary.resolve("a/b/audit");
        assertEquals(List.of(temporary, temporary.resolve("a"), temporary.resolve("a/b")), synced);
        synced.clear();
        new JournalDirectory(temporary.resolve("a/b/audit"), recording).create();
        assertEquals(List.of(), synced);
        new JournalDirectory(log, recording).createFirstSegment(0).close();
        assertEquals(List.of(log, log.resolve("segments")), synced);
    }
}
