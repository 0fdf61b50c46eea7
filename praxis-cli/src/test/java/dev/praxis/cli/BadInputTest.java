package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: one clear line, an exit status of its own, no stack trace, nothing changed. */
class BadInputTest {

    @TempDir
    Path dir;

    private CliHarness praxis;

    @BeforeEach
    void aHomeWithAHost() {
        praxis = new CliHarness(dir.resolve("home"));
        assertEquals(
                0,
                praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2")
                        .status());
        assertEquals(
                0,
                praxis.run("host", "add", "web", "--type", "debian", "--attribute", "ssh=web")
                        .status());
    }

    @Test
    void malformedJson() {
        assertRefused(ExitCode.JSON, "line 1", "fact", "put", "host:cp-1", "role", "{\"role\":}");
        assertRefused(ExitCode.ARGUMENT, "JSON object", "fact", "put", "host:cp-1", "role", "[1]");
    }

    @Test
    void anUnknownHost() {
        assertRefused(
                ExitCode.HOST_UNKNOWN, "cp-9", "act", "talos", "reset", "--host", "cp-9", "--system-labels", "STATE");
        assertRefused(
                ExitCode.HOST_UNKNOWN,
                "cp-9",
                "act",
                "talos",
                "reset",
                "--host",
                "cp-9",
                "--system-labels",
                "STATE",
                "--dry-run");
    }

    @Test
    void aHostOfAnotherType() {
        assertRefused(
                ExitCode.HOST_TYPE, "debian", "act", "talos", "reset", "--host", "web", "--system-labels", "STATE");
    }

    @Test
    void aLabelThatDoesNotExist() {
        assertRefused(
                ExitCode.ACTION,
                "EPHEMERAL",
                "act",
                "talos",
                "reset",
                "--host",
                "cp-1",
                "--system-labels",
                "EPHEMERIAL");
    }

    @Test
    void aHostThatIsDeclaredOtherwise() {
        assertRefused(
                ExitCode.CONFLICT,
                "--replace",
                "host",
                "add",
                "cp-1",
                "--type",
                "talos",
                "--node",
                "10.5.0.9",
                "--endpoint",
                "10.5.0.9");
        assertRefused(ExitCode.HOST_UNKNOWN, "cp-9", "host", "remove", "cp-9");
    }

    @DisplayName("an audit log that is not there is not an intact one")
    @Test
    void noAuditLog() {
        assertRefused(ExitCode.NOT_FOUND, "no audit log", "audit", "verify");
    }

    @Test
    void aResetWithoutAScope() {
        assertRefused(ExitCode.ACTION, "system-labels", "act", "talos", "reset", "--host", "cp-1", "--reboot");
    }

    @Test
    void aStaleVersion() {
        String version = praxis.run("fact", "put", "s", "p", "{}", "--json")
                .json()
                .string("version")
                .orElseThrow();
        praxis.run("fact", "put", "s", "p", "{\"a\":1}");
        assertRefused(ExitCode.CONFLICT, version, "fact", "put", "s", "p", "{\"a\":2}", "--expect", version);
        assertRefused(ExitCode.CONFLICT, "none", "fact", "put", "s", "p", "{\"a\":2}", "--expect", "none");
        assertRefused(ExitCode.CONFLICT, version, "fact", "retire", "s", "p", "--expect", version);
        assertRefused(ExitCode.ARGUMENT, "fact version", "fact", "put", "s", "p", "{}", "--expect", "7");
    }

    @Test
    void aFactThatIsNotThere() {
        assertRefused(ExitCode.NOT_FOUND, "nobody", "fact", "get", "nobody", "p");
        assertRefused(ExitCode.NOT_FOUND, "nobody", "fact", "retire", "nobody", "p");
        assertRefused(ExitCode.NOT_FOUND, "nobody", "fact", "history", "nobody", "p");
    }

    @Test
    void anUnknownOptionOrCommand() {
        assertRefused(ExitCode.USAGE, "--colour", "fact", "list", "--colour");
        assertRefused(ExitCode.USAGE, "frobnicate", "frobnicate");
        assertRefused(ExitCode.USAGE, "get|list", "fact");
        assertRefused(ExitCode.USAGE, "command");
    }

    @Test
    void readingWhereNothingWasEverRecordedMakesNothing() {
        CliHarness fresh = new CliHarness(dir.resolve("fresh"));
        assertEquals(
                ExitCode.NOT_FOUND.status(), fresh.run("fact", "get", "s", "p").status());
        assertEquals(ExitCode.OK.status(), fresh.run("fact", "list").status());
        assertEquals(
                ExitCode.HOST_UNKNOWN.status(),
                fresh.run("act", "talos", "version", "--host", "cp-1").status());
        assertFalse(Files.exists(fresh.home()));
    }

    @Test
    void aHomeThatCannotBe() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        for (Path home : new Path[] {file, file.resolve("below"), Path.of("/proc/praxis")}) {
            Result result = new CliHarness(home).run("observe", "host");
            assertOneLine(ExitCode.HOME, result);
        }
        assertEquals(0, Files.size(file));
    }

    @Test
    void aHomeInAGitWorkTree() throws IOException {
        Path tree = Files.createDirectories(dir.resolve("tree"));
        Files.createDirectory(tree.resolve(".git"));
        Result result = new CliHarness(tree.resolve("sub/home")).run("observe", "host");
        assertOneLine(ExitCode.HOME, result);
        assertFalse(Files.exists(tree.resolve("sub")));
    }

    @Test
    void aStoreFileThatIsNoDatabase() throws IOException {
        Path store = praxis.home().resolve("facts.db");
        for (String leftover : new String[] {"facts.db-wal", "facts.db-shm"}) {
            Files.deleteIfExists(praxis.home().resolve(leftover));
        }
        Files.writeString(store, "this is no database, it is a note that somebody left here\n".repeat(100));
        assertRefused(ExitCode.NOT_A_STORE, "facts.db", "fact", "list");
        assertRefused(ExitCode.NOT_A_STORE, "facts.db", "fact", "put", "s", "p", "{}");
    }

    @Test
    void aStoreOfANewerSchema() throws SQLException {
        Path store = praxis.home().resolve("facts.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO praxis_schema SELECT 99, checksum, applied_at FROM praxis_schema LIMIT 1");
        }
        assertRefused(ExitCode.SCHEMA_NEWER, "99", "fact", "list");
        assertRefused(ExitCode.SCHEMA_NEWER, "99", "fact", "put", "s", "p", "{}");
    }

    @DisplayName("a home that holds nothing but a store that is refused stays as it is")
    @Test
    void aRefusedStoreAloneInItsHome() throws IOException, SQLException {
        aStoreOfANewerSchema();
        Path alone = Files.createDirectory(
                dir.resolve("alone"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(praxis.home().resolve("facts.db"), alone.resolve("facts.db"), StandardCopyOption.COPY_ATTRIBUTES);
        praxis = new CliHarness(alone);
        assertRefused(ExitCode.SCHEMA_NEWER, "99", "fact", "list");
        assertRefused(ExitCode.SCHEMA_NEWER, "99", "fact", "put", "s", "p", "{}");
        assertRefused(ExitCode.SCHEMA_NEWER, "99", "observe", "host");
    }

    @DisplayName("--debug shows the stack trace, and --json the error as an object")
    @Test
    void debugAndJson() {
        Result debug = praxis.run("fact", "get", "nobody", "p", "--debug");
        assertTrue(debug.err().contains("\tat dev.praxis"), debug.err());
        Result json = praxis.run("fact", "get", "nobody", "p", "--json");
        assertEquals("", json.out());
        assertTrue(json.err().startsWith("{\"error\":{\"code\":\"PRX-STORE-NO-ACTIVE-FACT\",\"exit\":8"), json.err());
    }

    @DisplayName("every exit status has one meaning, and every kind of bad input its own")
    @Test
    void exitStatusesAreDistinct() {
        Set<Integer> statuses = new HashSet<>();
        for (ExitCode code : ExitCode.values()) {
            assertTrue(statuses.add(code.status()), code.name());
        }
    }

    private void assertRefused(ExitCode expected, String mentions, String... args) {
        Map<String, String> before = CliHarness.snapshot(praxis.home());
        Result result = praxis.run(args);
        assertOneLine(expected, result);
        assertTrue(result.err().contains(mentions), result.err());
        assertEquals(before, CliHarness.snapshot(praxis.home()), "nothing changed");
    }

    private static void assertOneLine(ExitCode expected, Result result) {
        assertEquals(expected.status(), result.status(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("praxis: PRX-"), result.err());
    }
}
