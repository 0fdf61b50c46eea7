package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.TreeHash;
import dev.praxis.testkit.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store remembers how far a log was signed, and takes one of two that go on from the same checkpoint. */
class StoreCheckpointRegisterTest {

    private static final TreeHash ROOT = TreeHash.parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    @TempDir
    Path directory;

    private final StoreCheckpointRegister register =
            new StoreCheckpointRegister(new ModelStore(StoreOptions.defaults()), () -> Logs.NOW);

    @DisplayName("what is remembered is replaced only by who knows it, for each log by itself")
    @Test
    void comparesAndSets() throws IOException {
        Checkpoint first = new Checkpoint("example.org/a", 1, ROOT);
        Checkpoint second = new Checkpoint("example.org/a", 2, ROOT);
        Checkpoint other = new Checkpoint("example.org/b", 7, ROOT);
        assertEquals(Optional.empty(), register.read("example.org/a"));
        assertFalse(register.replace(Optional.of(first), second), "nothing is remembered yet");
        assertTrue(register.replace(Optional.empty(), first));
        assertFalse(register.replace(Optional.empty(), second), "somebody was faster");
        assertTrue(register.replace(Optional.empty(), other));
        assertTrue(register.replace(Optional.of(first), second));
        assertFalse(register.replace(Optional.of(first), second));
        assertEquals(Optional.of(second), register.read("example.org/a"));
        assertEquals(Optional.of(other), register.read("example.org/b"));
    }

    @DisplayName("a journal goes on with its register, and one that was put back to a backup does not")
    @Test
    void backup() throws IOException {
        write("r-1");
        Map<String, byte[]> backup = Logs.snapshot(directory);
        write("r-2");
        Logs.restore(directory, backup);
        assertThrows(AuditTamperedException.class, () -> write("r-3"));
    }

    private void write(String request) {
        JournalOptions options = Logs.options(directory).withCheckpoints(1, Duration.ofHours(1));
        try (AuditJournal journal = Logs.open(directory, options.withRegister(register), new Disk())) {
            journal.append(Logs.intent(request));
        }
    }
}
