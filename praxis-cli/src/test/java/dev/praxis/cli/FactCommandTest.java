package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts through the command. */
class FactCommandTest {

    @TempDir
    Path dir;

    private CliHarness praxis;

    @BeforeEach
    void aHome() {
        praxis = new CliHarness(dir.resolve("home"));
    }

    @DisplayName("put, get, compare-and-set, retire, history")
    @Test
    void theLifeOfAFact() {
        String first = version(
                praxis.run("fact", "put", "host:a", "role", "{\"b\":1.0,\"a\":\"é\"}", "--expect", "none", "--json"));
        JsonObject got = praxis.run("fact", "get", "host:a", "role", "--json").json();
        assertEquals("{\"a\":\"é\",\"b\":1}", got.get("value").orElseThrow().toString());
        assertEquals("declared", got.string("factType").orElseThrow());
        assertEquals("tester", got.string("actor").orElseThrow());
        String second = version(praxis.run("fact", "put", "host:a", "role", "{}", "--expect", first, "--json"));
        Result stale = praxis.run("fact", "put", "host:a", "role", "{\"c\":1}", "--expect", first);
        assertTrue(stale.err().contains(first) && stale.err().contains(second), stale.err());
        assertEquals(
                0,
                praxis.run("fact", "retire", "host:a", "role", "--expect", second, "--reason", "gone")
                        .status());
        assertEquals(
                ExitCode.NOT_FOUND.status(),
                praxis.run("fact", "get", "host:a", "role").status());
        List<JsonObject> history =
                praxis.run("fact", "history", "host:a", "role", "--json").jsonLines();
        assertEquals(2, history.size());
        JsonObject end = (JsonObject) history.get(1).get("retirement").orElseThrow();
        assertEquals("gone", end.string("reason").orElseThrow());
        String third = version(praxis.run("fact", "put", "host:a", "role", "{}", "--expect", "none", "--json"));
        assertTrue(third.startsWith("3:"), third);
    }

    @DisplayName("the value can come from standard input")
    @Test
    void valueFromStandardInput() {
        praxis.typing("{\"from\":\"stdin\"}");
        assertEquals(0, praxis.run("fact", "put", "s", "p", "-").status());
        assertTrue(praxis.run("fact", "get", "s", "p").out().contains("stdin"));
    }

    @DisplayName("what was believed then: by valid time, recorded time and sequence")
    @Test
    void asOf() {
        praxis.run("fact", "put", "s", "p", "{\"n\":1}", "--valid-from", "2020-01-01T00:00:00Z");
        JsonObject second = praxis.run(
                        "fact", "put", "s", "p", "{\"n\":2}", "--valid-from", "2021-01-01T00:00:00Z", "--json")
                .json();
        String recordedAt = second.string("recordedAt").orElseThrow();
        assertTrue(value("--valid-at", "2020-06-01T00:00:00Z").contains("{\"n\":1}"));
        assertTrue(value("--valid-at", "2021-06-01T00:00:00Z").contains("{\"n\":2}"));
        assertTrue(value("--valid-at", "2021-06-01T00:00:00Z", "--at-sequence", "1")
                .contains("{\"n\":1}"));
        assertTrue(value("--recorded-at", recordedAt).contains("{\"n\":2}"));
        assertEquals(
                ExitCode.NOT_FOUND.status(),
                praxis.run("fact", "get", "s", "p", "--valid-at", "2019-01-01T00:00:00Z")
                        .status());
    }

    @DisplayName("the type need not be given when only one is active")
    @Test
    void typeIsFoundWhenItIsTheOnlyOne() {
        praxis.run("fact", "put", "s", "p", "{\"n\":1}", "--type", "observed");
        assertTrue(praxis.run("fact", "get", "s", "p").out().contains("(observed)"));
        praxis.run("fact", "put", "s", "p", "{\"n\":2}");
        Result several = praxis.run("fact", "get", "s", "p");
        assertEquals(ExitCode.ARGUMENT.status(), several.status());
        assertTrue(several.err().contains("declared, observed"), several.err());
        assertTrue(
                praxis.run("fact", "get", "s", "p", "--type", "declared").out().contains("{\"n\":2}"));
    }

    @DisplayName("a listing is in byte order, filtered, and cut at the limit with a word")
    @Test
    void listing() {
        for (String subject : new String[] {"host:b", "host:a", "host:é", "vm:a", "Host:a"}) {
            praxis.run("fact", "put", subject, "p", "{}");
        }
        assertEquals(
                List.of("Host:a", "host:a", "host:b", "host:é", "vm:a"),
                praxis.run("fact", "list", "--json").jsonLines().stream()
                        .map(fact -> fact.string("subject").orElseThrow())
                        .toList());
        assertEquals(
                3,
                praxis.run("fact", "list", "--subject", "host:", "--json")
                        .jsonLines()
                        .size());
        Result cut = praxis.run("fact", "list", "--limit", "2");
        assertTrue(cut.out().contains("there are more"), cut.out());
        assertEquals(
                2,
                praxis.run("fact", "list", "--limit", "2", "--json").jsonLines().size());
    }

    @DisplayName("what could fake a line or move the cursor is shown as an escape")
    @Test
    void controlCharactersAreEscapedForPeople() {
        praxis.run("fact", "put", "host:\u001b[2Ja\nb\u202e", "p", "{}");
        String out = praxis.run("fact", "list").out();
        assertFalse(out.contains("\u001b") || out.contains("\u202e"), out);
        assertEquals(1, out.lines().count());
    }

    private String value(String... options) {
        String[] args = new String[4 + options.length];
        System.arraycopy(new String[] {"fact", "get", "s", "p"}, 0, args, 0, 4);
        System.arraycopy(options, 0, args, 4, options.length);
        Result result = praxis.run(args);
        assertEquals(0, result.status(), result.err());
        return result.out();
    }

    private static String version(Result result) {
        assertEquals(0, result.status(), result.err());
        return result.json().string("version").orElseThrow();
    }
}
