package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {

    private static final int FACTS = 150;

    /** Stores that earlier releases made; see GoldenStoreTest of the backend. */
    private static final Path GOLDEN = Path.of("..", "praxis-store-sqlite", "src", "test", "resources", "golden");

    @TempDir
    Path dir;

    private CliHarness praxis;
    private Path export;

    @BeforeEach
    void someFacts() {
        praxis = new CliHarness(dir.resolve("home"));
        export = dir.resolve("facts.jsonl");
        praxis.run("fact", "put", "host:a", "role", "{\"role\":\"é\"}");
        praxis.run("fact", "put", "host:a", "role", "{\"role\":\"worker\"}");
        praxis.run("fact", "put", "host:b", "role", "{\"token\":\"AKIAIOSFODNN7EXAMPLE\"}");
        praxis.run("fact", "retire", "host:a", "role");
    }

    @DisplayName("an export goes to a new file of the owner alone, or to standard output with the same bytes")
    @Test
    void exports() throws IOException {
        Result result = praxis.run("store", "export", "--output", export.toString(), "--json");

        assertEquals(0, result.status(), result.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(export)));
        assertEquals(praxis.run("store", "export").out(), Files.readString(export));
        assertEquals(6, Files.readString(export).lines().count());
        assertEquals(checkpoint(praxis), result.json().string("checkpoint").orElseThrow());
        assertEquals(Set.of("facts.jsonl", "home"), names(), "nothing else is left behind");
    }

    @DisplayName("a file that is there is left as it is, unless it is to be overwritten")
    @Test
    void aFileIsNotOverwrittenUnasked() throws IOException {
        Files.writeString(export, "mine");
        Result refused = praxis.run("store", "export", "--output", export.toString());
        assertEquals(ExitCode.FILE.status(), refused.status(), refused.err());
        assertEquals("mine", Files.readString(export));

        Files.delete(export);
        assertEquals(
                0, praxis.run("store", "export", "--output", export.toString()).status());
        assertEquals(
                0,
                praxis.run("store", "export", "--output", export.toString(), "--overwrite")
                        .status());
        assertEquals(praxis.run("store", "export").out(), Files.readString(export));
    }

    @DisplayName("what is not an export is not overwritten, also not the store itself or what a link leads to")
    @Test
    void onlyAnExportIsOverwritten() throws IOException {
        Files.writeString(export, "mine");
        Path store = dir.resolve("own.db");
        assertEquals(
                0,
                praxis.run("--store", "sqlite:" + store, "fact", "put", "a", "b", "{}")
                        .status());
        byte[] before = Files.readAllBytes(store);
        Path link = Files.createSymbolicLink(dir.resolve("link"), export);
        for (Path there : List.of(export, store, link)) {
            Result refused = praxis.run(
                    "--store", "sqlite:" + store, "store", "export", "--output", there.toString(), "--overwrite");
            assertEquals(ExitCode.FILE.status(), refused.status(), refused.err());
        }
        assertEquals("mine", Files.readString(export));
        assertArrayEquals(before, Files.readAllBytes(store));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void aFolderIsNoFile() {
        for (String folder : List.of("/", dir.toString())) {
            Result refused = praxis.run("store", "export", "--output", folder, "--overwrite");
            assertEquals(ExitCode.FILE.status(), refused.status(), refused.err());
        }
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        Result refused =
                praxis.run("store", "export", "--output", dir.resolve("none/x").toString());
        assertEquals(ExitCode.FILE.status(), refused.status(), refused.err());
        assertEquals(
                ExitCode.FILE.status(),
                praxis.run("store", "import", dir.resolve("none").toString()).status());
    }

    @DisplayName("from SQLite to PostgreSQL and back, the export is the same and every store verifies")
    @Test
    void moves() throws Exception {
        praxis.run("store", "export", "--output", export.toString());
        String back = "sqlite:" + dir.resolve("back.db");
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String postgres = "postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres";
            Result moved = praxis.run("store", "import", export.toString(), "--store", postgres, "--json");
            assertEquals(0, moved.status(), moved.err());
            assertEquals(
                    "{\"appended\":4,\"changes\":4,\"checkpoint\":\"" + checkpoint(praxis) + "\"}",
                    moved.out().strip());
            String exported = praxis.run("store", "export", "--store", postgres).out();
            assertEquals(Files.readString(export), exported);
            assertEquals(0, praxis.run("store", "verify", "--store", postgres).status());
            assertEquals(
                    0,
                    praxis.typing(exported)
                            .run("store", "import", "-", "--store", back)
                            .status());
        }
        assertEquals(
                Files.readString(export),
                praxis.run("store", "export", "--store", back).out());
        Result verified = praxis.run("store", "verify", "--store", back, "--expect", checkpoint(praxis));
        assertEquals(0, verified.status(), verified.out());
    }

    @DisplayName("an altered or cut export is refused with its line; what is no export makes no store")
    @Test
    void damagedExportsAreRefused() throws IOException {
        String whole = praxis.run("store", "export").out();
        String into = "sqlite:" + dir.resolve("into.db");
        for (String damaged : List.of(whole.replace("worker", "master"), whole.substring(0, whole.length() - 9))) {
            Result refused = praxis.typing(damaged).run("store", "import", "-", "--store", into);
            assertEquals(ExitCode.RECORD_DAMAGED.status(), refused.status(), refused.err());
            assertTrue(refused.err().contains("PRX-EXPORT-DAMAGED: line "), refused.err());
        }
        String other = "sqlite:" + dir.resolve("other.db");
        Result noExport = praxis.typing("{}\n").run("store", "import", "-", "--store", other);
        assertEquals(ExitCode.RECORD_DAMAGED.status(), noExport.status(), noExport.err());
        assertFalse(Files.exists(dir.resolve("other.db")));
    }

    @Test
    void aStoreWithAnotherRecordIsRefused() {
        String whole = praxis.run("store", "export").out();
        String other = "sqlite:" + dir.resolve("other.db");
        praxis.run("fact", "put", "host:z", "role", "{}", "--store", other);
        Result refused = praxis.typing(whole).run("store", "import", "-", "--store", other);
        assertEquals(ExitCode.OTHER_RECORD.status(), refused.status(), refused.err());
    }

    @DisplayName("verify tells another record by its checkpoint, and says when there is no store")
    @Test
    void verifies() {
        String checkpoint = checkpoint(praxis);
        praxis.run("fact", "put", "host:c", "role", "{}");
        assertEquals(0, praxis.run("store", "verify", "--expect", checkpoint).status());
        for (String other : List.of("9" + checkpoint.substring(1), "3" + checkpoint.substring(1))) {
            Result found = praxis.run("store", "verify", "--expect", other, "--json");
            assertEquals(ExitCode.RECORD_DAMAGED.status(), found.status(), found.err());
            assertTrue(found.out().contains("\"intact\":false"), found.out());
            assertTrue(found.out().contains("\"checkpoint\":null"), found.out());
            String text = praxis.run("store", "verify", "--expect", other).out();
            assertTrue(text.contains("checkpoint  none, since something was found"), text);
        }
        assertEquals(
                ExitCode.ARGUMENT.status(),
                praxis.run("store", "verify", "--expect", "x").status());
        assertEquals(
                ExitCode.NOT_FOUND.status(),
                new CliHarness(dir.resolve("none")).run("store", "verify").status());
    }

    @DisplayName("a store of an older schema is verified and exported as it is, and named")
    @Test
    void anOlderStoreIsReadAsItIs() throws IOException {
        Path old = Files.copy(GOLDEN.resolve("schema-2.db"), dir.resolve("old.db"));
        String location = "sqlite:" + old;
        Result json = praxis.run("store", "verify", "--store", location, "--json");
        assertEquals(0, json.status(), json.err());
        assertTrue(json.out().contains("\"schemaVersion\":2"), json.out());
        String text = praxis.run("store", "verify", "--store", location).out();
        assertTrue(text.contains("schema version 2 of 3, as it was made"), text);
        assertEquals(
                Files.readString(GOLDEN.resolve("record-1.jsonl")),
                praxis.run("store", "export", "--store", location).out());
        assertArrayEquals(Files.readAllBytes(GOLDEN.resolve("schema-2.db")), Files.readAllBytes(old));
        assertEquals(Set.of("old.db", "home"), names());
    }

    @DisplayName("kill -9 during an import leaves a beginning of the record; the same import goes on from there")
    @Test
    void aKilledImportGoesOn() throws Exception {
        for (int i = 0; i < FACTS; i++) {
            praxis.run("fact", "put", "host:" + i, "role", "{}");
        }
        byte[] whole = praxis.run("store", "export").out().getBytes(StandardCharsets.UTF_8);
        Path into = dir.resolve("into.db");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--home",
                        dir.resolve("home").toString(),
                        "store",
                        "import",
                        "-",
                        "--store",
                        "sqlite:" + into)
                .redirectErrorStream(true)
                .start();
        // All but the last line: the child has appended a page, and waits for more.
        OutputStream in = child.getOutputStream();
        in.write(Arrays.copyOf(whole, whole.length - 9));
        in.flush();
        while (child.isAlive()
                && praxis.run("fact", "list", "--json", "--store", "sqlite:" + into)
                        .out()
                        .isEmpty()) {
            Thread.onSpinWait();
        }
        assertTrue(child.isAlive(), "the import waits for the end of its input");
        child.destroyForcibly().waitFor();

        Result verified = praxis.run("store", "verify", "--store", "sqlite:" + into, "--json");
        assertEquals(0, verified.status(), verified.out());
        JsonObject result = praxis.typing(new String(whole, StandardCharsets.UTF_8))
                .run("store", "import", "-", "--store", "sqlite:" + into, "--json")
                .json();
        assertFalse(result.toString().contains("\"appended\":" + (FACTS + 4)), "it began anew: " + result);
        assertArrayEquals(
                whole,
                praxis.run("store", "export", "--store", "sqlite:" + into).out().getBytes(StandardCharsets.UTF_8));
    }

    private static String checkpoint(CliHarness praxis) {
        return praxis.run("store", "verify", "--json")
                .json()
                .string("checkpoint")
                .orElseThrow();
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
