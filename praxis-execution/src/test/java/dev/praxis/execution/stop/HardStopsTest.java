package dev.praxis.execution.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardStopsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir
    Path dir;

    @DisplayName("a stop stands for every process that looks, until it is lifted; one about the same stays as it is")
    @Test
    void raiseAndLift() throws Exception {
        assertEquals(List.of(), stops(NOW).standing());
        String id = stops(NOW).raise("the plan p", "why\nnot");
        assertEquals(id, stops(NOW.plusSeconds(1)).raise("the plan p", "another"));
        String second = stops(NOW.plusSeconds(2)).raise("the plan q", "why");
        assertEquals(
                List.of(
                        new HardStop(id, NOW, "the plan p", "why not"),
                        new HardStop(second, NOW.plusSeconds(2), "the plan q", "why")),
                stops(NOW).standing());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(dir.resolve("stops").resolve(id))));

        stops(NOW).lift(id);
        assertEquals(List.of(second), ids());
        assertTrue(Files.exists(dir.resolve("stops/lifted").resolve(id)));
        assertThrows(InvalidArgumentException.class, () -> stops(NOW).lift(id));
        assertEquals(id, stops(NOW).raise("the plan p", "again"));
        stops(NOW).lift(id);
        stops(NOW).lift(second);
        assertEquals(List.of(), ids());
    }

    @DisplayName("in doubt a stop stands: one that cannot be read, one that was cut off, a directory that is none")
    @Test
    void inDoubt() throws Exception {
        Path directory = Files.createDirectories(dir.resolve("stops"));
        Files.writeString(directory.resolve("0123"), "nonsense");
        Files.writeString(directory.resolve(".4567.draft"), "");
        Files.writeString(directory.resolve("89ab"), "{\"since\":\"2026-11-21T08:00:00Z\"}");
        assertEquals(3, stops(NOW).standing().size());
        stops(NOW).lift("0123");
        stops(NOW).lift(".4567.draft");
        assertEquals(List.of("89ab"), ids());

        Path file = Files.writeString(dir.resolve("file"), "");
        HardStops broken = new HardStops(file, InstantSource.fixed(NOW));
        assertThrows(StopUnavailableException.class, broken::standing);
        assertThrows(StopUnavailableException.class, () -> broken.raise("a", "b"));
    }

    private List<String> ids() {
        return stops(NOW).standing().stream().map(HardStop::id).toList();
    }

    private HardStops stops(Instant now) {
        return new HardStops(dir.resolve("stops"), InstantSource.fixed(now));
    }
}
