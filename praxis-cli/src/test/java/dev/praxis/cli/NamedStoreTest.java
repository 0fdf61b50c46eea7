package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.cli.CliHarness.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that is named by --store or PRAXIS_STORE. */
class NamedStoreTest {

    private static final String VARIABLE = "PRAXIS_STORE";

    @TempDir
    Path dir;

    private CliHarness praxis() {
        return new CliHarness(dir.resolve("home"));
    }

    @DisplayName("the option and the variable name the same store; the option wins")
    @Test
    void theOptionWins() {
        String one = "sqlite:" + dir.resolve("one.db");
        String two = "sqlite:" + dir.resolve("two.db");
        assertEquals(
                0,
                praxis().with(VARIABLE, one)
                        .run("fact", "put", "s", "p", "{\"n\":1}")
                        .status());
        assertEquals(
                0,
                praxis().with(VARIABLE, one)
                        .run("fact", "put", "s", "p", "{\"n\":2}", "--store", two)
                        .status());
        assertTrue(praxis().run("fact", "get", "s", "p", "--store", one).out().contains("{\"n\":1}"));
        assertTrue(
                praxis().with(VARIABLE, two).run("fact", "get", "s", "p").out().contains("{\"n\":2}"));
        assertFalse(Files.exists(dir.resolve("home").resolve("facts.db")), "the default store was not made");
    }

    @Test
    void aNamedStoreThatIsNotThereIsNotMadeByReading() {
        Result result = praxis().run("fact", "get", "s", "p", "--store", "sqlite:" + dir.resolve("none.db"));
        assertEquals(ExitCode.NOT_FOUND.status(), result.status(), result.err());
        assertFalse(Files.exists(dir.resolve("none.db")));
    }

    @DisplayName("the demo leaves the named store alone")
    @Test
    void theDemoLeavesTheNamedStoreAlone() {
        Path file = dir.resolve("fleet.db");
        assertEquals(0, praxis().with(VARIABLE, "sqlite:" + file).run("demo").status());
        assertFalse(Files.exists(file));
    }

    @DisplayName("a location that cannot be used is refused without repeating what may be a password")
    @ParameterizedTest
    @CsvSource({
        "postgresql://me:hunter2@db/fleet, ARGUMENT",
        "postgresql://me@db/fleet?password=hunter2, ARGUMENT",
        "postgresql://me:hunter2@d b/fleet, ARGUMENT",
        "hunter2, ARGUMENT",
        "mysql://me:hunter2@db/fleet, PLUGIN"
    })
    void refusals(String location, ExitCode expected) {
        Result result = praxis().run("fact", "list", "--store", location);
        assertEquals(expected.status(), result.status(), result.err());
        assertFalse((result.out() + result.err()).contains("hunter2"), result.err());
    }

    @DisplayName("the commands work on PostgreSQL as they do on the file")
    @Test
    void postgres() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            CliHarness praxis =
                    praxis().with(VARIABLE, "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres");
            assertEquals(
                    ExitCode.NOT_FOUND.status(),
                    praxis.run("fact", "get", "s", "p").status());
            for (String value : new String[] {"{\"n\":1}", "{\"n\":2}"}) {
                Result put = praxis.run("fact", "put", "s", "p", value);
                assertEquals("", put.err());
                assertEquals(0, put.status());
            }
            assertEquals(
                    2,
                    praxis.run("fact", "history", "s", "p", "--json")
                            .jsonLines()
                            .size());
            String plugins = praxis.run("plugins").out();
            assertTrue(plugins.lines().anyMatch(line -> line.matches("store +postgres +used .*")), plugins);
            assertTrue(plugins.lines().anyMatch(line -> line.matches("store +sqlite +found, not used .*")), plugins);
        }
    }
}
