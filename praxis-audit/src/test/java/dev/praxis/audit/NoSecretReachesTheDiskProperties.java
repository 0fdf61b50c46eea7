package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
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
        try (AuditJournal log = Logs.open(directory)) {
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
        try (AuditJournal log = Logs.open(directory)) {
            log.append(Logs.intent("next"));
        }
        String tail = secret.substring(secret.length() - 12);
        for (Path path : files()) {
            assertFalse(Files.readString(path, StandardCharsets.ISO_8859_1).contains(tail), path.toString());
        }
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
