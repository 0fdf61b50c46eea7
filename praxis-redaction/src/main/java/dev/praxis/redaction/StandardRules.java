package dev.praxis.redaction;

import dev.praxis.api.redaction.RedactionRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rules that come with praxis, from the rule files beside this class. */
final class StandardRules {

    /** The version of the rules and of the detectors; it changes when either does. */
    static final String VERSION = "secrets/2";

    private static final List<String> FILES = List.of(
            "amazon",
            "google",
            "microsoft",
            "github",
            "gitlab",
            "packages",
            "messaging",
            "payment",
            "models",
            "cloud",
            "tools",
            "hashes",
            "tokens",
            "named");

    private StandardRules() {}

    static List<RedactionRule> load() {
        return FILES.stream().flatMap(file -> read(file).rules().stream()).toList();
    }

    private static RuleFile read(String name) {
        String path = "rules/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(StandardRules.class.getResourceAsStream(path), path)) {
            return RuleFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the rules of praxis cannot be read from its own jar: " + path, e);
        }
    }
}
