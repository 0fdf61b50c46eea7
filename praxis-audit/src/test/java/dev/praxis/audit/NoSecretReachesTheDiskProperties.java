package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.audit.sink.PlannedSink;
import dev.praxis.audit.sink.SinkMode;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.audit.sink.local.FileSinkProvider;
import dev.praxis.audit.sink.syslog.SyslogSinkProvider;
import dev.praxis.audit.view.HtmlReport;
import dev.praxis.audit.view.OcsfProjection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

class NoSecretReachesTheDiskProperties {

    private static Path directory;

    @BeforeContainer
    static void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("audit");
    }

    @AfterContainer
    static void removeDirectory() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 60)
    void noSecretOfAnyFieldIsInAnyFile(@ForAll("secrets") String secret) throws IOException {
        String text = "x " + secret + " y";
        JsonObject args = JsonObject.builder()
                .put(text, "name")
                .put("note", text)
                .put("argv", JsonArray.of(new JsonString("--flag"), new JsonString(text)))
                .put("password", secret)
                .build();
        try (AuditJournal log = Logs.open(directory, withSinks(), new Disk())) {
            log.append(new AuditEntry(
                    Logs.NOW,
                    text,
                    text,
                    text,
                    text,
                    text,
                    Tier.T1,
                    Phase.OUTCOME,
                    Decision.DENIED,
                    args,
                    null,
                    text,
                    text));
        }
        // What a crash leaves of a line is set aside, in a file that is searched as well.
        Path journal = Logs.segment(directory);
        byte[] whole = Files.readAllBytes(journal);
        String last = AuditReader.tail(directory, 1).get(0);
        Files.writeString(journal, new String(whole, StandardCharsets.UTF_8) + last.substring(0, last.length() / 2));
        try (AuditJournal log = Logs.open(directory, withSinks(), new Disk())) {
            log.append(Logs.intent("next"));
        }
        view();
        String tail = secret.substring(secret.length() - 12);
        for (Path path : files()) {
            assertFalse(Files.readString(path, StandardCharsets.ISO_8859_1).contains(tail), path.toString());
        }
    }

    /** A copy in a file, and a collector that nobody runs, so that all that it should get waits on disk. */
    private static JournalOptions withSinks() {
        return Logs.options(directory)
                .withSinks(SinkPlan.of(
                        PlannedSink.of(
                                "copy",
                                SinkMode.REQUIRED,
                                new FileSinkProvider(),
                                Map.of("path", directory.resolve("copy.jsonl").toString())),
                        PlannedSink.of(
                                "siem",
                                SinkMode.SPOOLED,
                                new SyslogSinkProvider(),
                                Map.of("host", "127.0.0.1", "port", "1", "transport", "tcp"))));
    }

    /** What people and collectors look at. */
    private static void view() throws IOException {
        try (OutputStream page = Files.newOutputStream(directory.resolve("report.html"))) {
            HtmlReport.write(
                    page,
                    "all",
                    AuditVerifier.verify(directory),
                    consumer -> AuditReader.tail(directory, AuditReader.MAX_LINES, consumer));
        }
        List<String> events = AuditReader.tail(directory, AuditReader.MAX_LINES).stream()
                .flatMap(line -> OcsfProjection.project(line, 1).stream())
                .map(JsonObject::toString)
                .toList();
        Files.write(directory.resolve("events.jsonl"), events);
    }

    @AfterProperty
    void everyPlaceWasSearched() throws IOException {
        for (String each : List.of("copy.jsonl", "report.html", "events.jsonl", "spool/siem")) {
            Path place = directory.resolve(each);
            assertTrue(Files.exists(place), place + " is missing");
        }
        long kept = files().stream()
                .filter(path -> path.toString().contains("/spool/siem/"))
                .count();
        assertTrue(kept > 1, "nothing waits for the sink that is down");
        assertTrue(Files.readString(directory.resolve("report.html")).contains("[REDACTED]"));
        assertTrue(Files.readString(directory.resolve("events.jsonl")).contains("[REDACTED]"));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    @Provide
    Arbitrary<String> secrets() {
        Arbitrary<String> body = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMinLength(40)
                .ofMaxLength(60)
                .filter(text -> text.chars().distinct().count() > 12);
        Arbitrary<String> tokens = Combinators.combine(
                        Arbitraries.of(
                                "ghp_",
                                "glpat-",
                                "npm_",
                                "sk-ant-",
                                "hvs.",
                                "prx_",
                                "password=",
                                "AWS_SECRET_ACCESS_KEY="),
                        body)
                .as(String::concat);
        Arbitrary<String> jwt = body.map(text -> "eyJ" + text + "." + text + "." + text);
        Arbitrary<String> key = body.map(text -> "-----BEGIN PRIVATE KEY-----\n" + text);
        return Arbitraries.oneOf(tokens, jwt, key);
    }
}
