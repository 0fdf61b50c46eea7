package dev.praxis.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.redaction.Finding;
import dev.praxis.redaction.JsonFilter;
import dev.praxis.redaction.Redaction;
import dev.praxis.redaction.Redactor;
import dev.praxis.redaction.Replacement;
import dev.praxis.redaction.RuleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The samples of docs/guides/redaction.md. */
class RedactionSampleTest {

    private static final String TOKEN = "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R";

    private final Redactor redactor = Redactor.standard();

    @TempDir
    Path dir;

    @Test
    void text() {
        String shown = redactor.redact("cloned with " + TOKEN);
        assertEquals("cloned with [REDACTED]", shown);
    }

    @Test
    void inspection() {
        Redaction redaction = redactor.inspect("cloned with " + TOKEN);
        for (Finding finding : redaction.findings()) {
            System.out.println(finding.ruleId() + " at " + finding.start());
        }
        assertEquals(12, redaction.findings().get(0).start());
        assertEquals(1, redaction.countsByRule().size());
    }

    @Test
    void built() throws IOException {
        Path rules = dir.resolve("acme.json");
        Files.writeString(rules, """
                {"v":1,"name":"acme","version":"1","rules":[
                {"id":"acme-token","provider":"acme","kind":"anchored","pattern":"acme_[0-9a-f]{32,}",
                 "mustMatch":["acme_0123456789abcdef0123456789abcdef"],"mustNotMatch":["acme_corp"]}
                ]}
                """);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);

        Redactor strict = Redactor.builder()
                .tier(Tier.STRICT)
                .rules(List.of(RuleFile.read(rules)))
                .replacement(Replacement.fingerprint("k1", key))
                .build();

        String shown = strict.redact("use acme_00112233445566778899aabbccddeeff");
        assertTrue(shown.matches("use \\[REDACTED:acme-token:k1:[0-9a-f]{16}]"), shown);
        assertEquals("secrets/2/strict+acme/1", strict.version().replaceFirst("secrets/\\d+", "secrets/2"));
    }

    @Test
    void known() {
        Redactor knowing = redactor.withSecrets(List.of("correct horse battery staple"));
        assertEquals("it is [REDACTED]", knowing.redact("it is correct horse battery staple"));
    }

    @Test
    void writer() throws IOException {
        StringWriter log = new StringWriter();
        try (Writer clean = redactor.filter(log)) {
            clean.write("cloned with ghp_0a1B2c3D4e5F6g7H");
            clean.write("8i9J0k1L2m3N4o5P6q7R\n");
        }
        assertEquals("cloned with [REDACTED]\n", log.toString());
    }

    @Test
    void json() {
        JsonFilter json = new JsonFilter(redactor);
        String shown = json.redact("{\"user\":\"ada\",\"password\":\"sw0rdfish\"}");
        assertEquals("{\"user\":\"ada\",\"password\":\"[REDACTED]\"}", shown);
        assertEquals(
                "{\"password\":\"[REDACTED]\",\"user\":\"ada\"}",
                redactor.redact(CanonicalJson.parse("{\"user\":\"ada\",\"password\":\"sw0rdfish\"}"))
                        .toString());
    }

    @Test
    void map() {
        Map<String, Object> shown = redactor.redact(Map.of("user", "ada", "password", "sw0rdfish".toCharArray()));
        assertEquals(Map.of("user", "ada", "password", "[REDACTED]"), shown);
    }

    @Test
    void jackson() {
        JsonFactory factory = new JsonFactory();
        StringWriter out = new StringWriter();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), "{\"password\":[1,2],\"n\":1.50}");
                JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            new JsonFilter(redactor).copy(parser, generator);
        }
        assertEquals("{\"password\":\"[REDACTED]\",\"n\":1.50}", out.toString());
    }

    /** Redacts what any formatter makes of a record: message, arguments and stack trace. */
    static final class RedactingFormatter extends Formatter {

        private final Redactor redactor;
        private final Formatter formatter;

        RedactingFormatter(Redactor redactor, Formatter formatter) {
            this.redactor = redactor;
            this.formatter = formatter;
        }

        @Override
        public String format(LogRecord record) {
            return redactor.redact(formatter.format(record));
        }
    }

    @Test
    void logging() {
        LogRecord record = new LogRecord(Level.WARNING, "login with {0} failed");
        record.setParameters(new Object[] {TOKEN});
        record.setThrown(new IllegalStateException("refused " + TOKEN));
        String line = new RedactingFormatter(redactor, new SimpleFormatter()).format(record);
        assertFalse(line.contains("ghp_"), line);
        assertTrue(line.contains("login with [REDACTED] failed"), line);
    }

    @Test
    void uncaught() {
        StringWriter err = new StringWriter();
        Thread.UncaughtExceptionHandler handler = (thread, fault) -> {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            err.append(redactor.redact(trace.toString()));
        };
        handler.uncaughtException(Thread.currentThread(), new IllegalStateException("refused " + TOKEN));
        assertFalse(err.toString().contains("ghp_"), err.toString());
    }
}
