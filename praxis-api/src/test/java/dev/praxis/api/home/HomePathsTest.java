package dev.praxis.api.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which place wins. */
class HomePathsTest {

    private static final Map<String, String> ALL = Map.of("PRAXIS_HOME", "/p", "XDG_STATE_HOME", "/x", "HOME", "/h");

    @Test
    void theExplicitPlaceWins() {
        assertEquals(Path.of("/e"), HomePaths.resolve("/e", ALL).base());
    }

    @Test
    void thenPraxisHomeThenXdgStateHomeThenHome() {
        assertEquals(Path.of("/p"), HomePaths.resolve(null, ALL).base());
        assertEquals(
                Path.of("/x/praxis"),
                HomePaths.resolve(null, Map.of("PRAXIS_HOME", "", "XDG_STATE_HOME", "/x", "HOME", "/h"))
                        .base());
        assertEquals(
                Path.of("/h/.local/state/praxis"),
                HomePaths.resolve(null, Map.of("HOME", "/h")).base());
    }

    @Test
    void aRelativeXdgStateHomeIsIgnored() {
        assertEquals(
                Path.of("/h/.local/state/praxis"),
                HomePaths.resolve(null, Map.of("XDG_STATE_HOME", "state", "HOME", "/h"))
                        .base());
    }

    @Test
    void withoutAnyTheMessageSaysWhatToSet() {
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> HomePaths.resolve(null, Map.of()));
        assertEquals(true, refused.getMessage().contains("PRAXIS_HOME"));
        assertThrows(InvalidArgumentException.class, () -> HomePaths.resolve("a\0b", Map.of()));
        assertThrows(InvalidArgumentException.class, () -> HomePaths.resolve("", ALL));
    }

    @Test
    void aGivenBaseMovesEverything() {
        HomePaths paths = new HomePaths(Path.of("/base"));
        assertEquals(Path.of("/base/facts.db"), paths.facts());
        assertEquals(Path.of("/base/audit"), paths.audit());
        assertEquals(Path.of("/base/approvals"), paths.approvals());
    }
}
