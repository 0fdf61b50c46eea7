package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactCommandTest {

    private static final String TOKEN = "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R";

    @TempDir
    Path dir;

    private Result redact(String in, String... args) {
        return new CliHarness(dir.resolve("home")).typing(in).run(args);
    }

    @DisplayName("text comes through without its secrets, and no home is made")
    @Test
    void text() {
        Result result = redact("a\nuse " + TOKEN + " now\nb", "redact");
        assertEquals(0, result.status(), result.err());
        assertEquals("a\nuse [REDACTED] now\nb", result.out());
        assertFalse(Files.exists(dir.resolve("home")));
    }

    @DisplayName("a key block over many lines goes as one")
    @Test
    void block() {
        Result result = redact(
                "x\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\ny\n",
                "redact");
        assertEquals("x\n[REDACTED]\ny\n", result.out());
    }

    @DisplayName("JSON lines stay lines in their order, whatever is in them")
    @Test
    void jsonLines() {
        Result result = redact(
                "{\"password\":[1,2]}\nnot json " + TOKEN + "\n\n{ \"n\" : 1.50 }\r\n\"password=x1y2z3\"",
                "redact",
                "--json-lines");
        assertEquals(0, result.status(), result.err());
        assertEquals(
                "{\"password\":\"[REDACTED]\"}\nnot json [REDACTED]\n\n{ \"n\" : 1.50 }\r\n\"password=[REDACTED]\"",
                result.out());
    }

    @DisplayName("a check prints places only, and ends with its own status")
    @Test
    void check() {
        Result found = redact("a\nb " + TOKEN + "\n", "redact", "--check");
        assertEquals(32, found.status(), found.err());
        assertEquals("line 2, byte 3, 40 bytes: github-personal-token\n", found.out());
        JsonObject json =
                redact("a\nb " + TOKEN + "\n", "redact", "--check", "--json").json();
        assertEquals("{\"byte\":3,\"length\":40,\"line\":2,\"rule\":\"github-personal-token\"}", json.toString());
        assertEquals(
                "line 2: secret-name\n",
                redact("{}\n{\"password\":1}\n", "redact", "--check", "--json-lines")
                        .out());
        Result clean = redact("nothing here\n", "redact", "--check");
        assertEquals(0, clean.status());
        assertEquals("", clean.out());
    }

    @DisplayName("a report counts by rule, on standard error")
    @Test
    void report() {
        Result result = redact(TOKEN + "\n" + TOKEN + "\n", "redact", "--report", "--json");
        assertEquals("[REDACTED]\n[REDACTED]\n", result.out());
        assertEquals("{\"redacted\":{\"github-personal-token\":2}}\n", result.err());
        assertTrue(redact(TOKEN, "redact", "--report").err().contains("1  github-personal-token"));
    }

    @DisplayName("a replacement names the rule, or lets equal secrets be told")
    @Test
    void replacement() {
        assertEquals(
                "[REDACTED:github-personal-token]",
                redact(TOKEN, "redact", "--replacement", "rule").out());
        assertEquals(
                "{\"token\":\"[REDACTED:secret-name]\"}\n",
                redact("{\"token\":1}\n", "redact", "--json-lines", "--replacement", "rule")
                        .out());
        List<String> lines = redact(
                        TOKEN + "\n" + TOKEN.replace('0', '1') + "\n" + TOKEN + "\n",
                        "redact",
                        "--replacement",
                        "fingerprint")
                .out()
                .lines()
                .toList();
        assertEquals(lines.get(0), lines.get(2));
        assertTrue(lines.get(0).startsWith("[REDACTED:github-personal-token:run:"), lines.get(0));
        assertFalse(lines.get(0).equals(lines.get(1)));
    }

    @DisplayName("rules of a file are used, and refused with the file's own words")
    @Test
    void rulesOfAFile() throws IOException {
        Path rules = dir.resolve("acme.json");
        Files.writeString(rules, rule("acme-[0-9]{8,}", "acme-12345678"));
        assertEquals(
                "x [REDACTED]",
                redact("x acme-123456789", "redact", "--rules", rules.toString())
                        .out());
        assertTrue(
                redact("", "redact", "rules", "--rules", rules.toString()).out().contains("acme-token"));

        Files.writeString(rules, rule("[0-9]{8,}", "12345678"));
        Result refused = redact("x", "redact", "--rules", rules.toString());
        assertEquals(ExitCode.PLUGIN.status(), refused.status());
        assertTrue(refused.err().contains("fixed characters"), refused.err());
        Result absent = redact("x", "redact", "--rules", dir.resolve("none").toString());
        assertEquals(ExitCode.FILE.status(), absent.status(), absent.err());
        assertTrue(absent.err().contains("there is no such file"), absent.err());
        Files.write(rules, new byte[] {'{', (byte) 0xff, 0, (byte) 0x80});
        Result binary = redact("x", "redact", "--rules", rules.toString());
        assertEquals(ExitCode.ARGUMENT.status(), binary.status(), binary.err());
        assertTrue(binary.err().contains("acme.json") && binary.err().contains("no text in UTF-8"), binary.err());
        Result folder = redact("x", "redact", "--rules", dir.toString());
        assertEquals(ExitCode.FILE.status(), folder.status(), folder.err());
        assertTrue(folder.err().contains("is a directory"), folder.err());
    }

    @DisplayName("what is not understood is refused before anything is read")
    @Test
    void usage() {
        assertEquals(
                ExitCode.USAGE.status(),
                redact(TOKEN, "redact", "--tier", "lax").status());
        assertEquals(
                ExitCode.USAGE.status(),
                redact(TOKEN, "redact", "--replacement", "none").status());
    }

    @DisplayName("every rule is listed with what is looked for first, and a sample of each that has a pattern")
    @Test
    void listed() {
        assertTrue(redact("", "redact", "rules").out().lines().allMatch(line -> line.length() < 1000));
        List<JsonObject> rules = redact("", "redact", "rules", "--json").jsonLines();
        assertTrue(rules.size() > 400, () -> rules.size() + " rules");
        for (JsonObject rule : rules) {
            boolean context = rule.string("kind").orElse("").equals("context");
            assertTrue(context || rule.toString().contains("\"anchors\":[\""), rule::toString);
            assertTrue(context || rule.toString().contains("\"samples\":[\""), rule::toString);
        }
    }

    private static String rule(String pattern, String sample) {
        return "{\"v\":1,\"name\":\"acme\",\"version\":\"1\",\"rules\":[{\"id\":\"acme-token\",\"provider\":\"acme\",\"kind\":\"anchored\","
                + "\"pattern\":\"" + pattern + "\",\"mustMatch\":[\"" + sample + "\"],\"mustNotMatch\":[]}]}";
    }
}
