package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.rule.Specimens;
import dev.praxis.redaction.internal.rule.Specimens.Specimen;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** For each rule: what conforms to it never survives, wherever it stands, and what stands beside it does. */
class StandardRulesProperties {

    private static final int TRIES = 12;

    /** Quotes, JSON, a URL, a log, code, punctuation, several in a line, the start and the end. */
    private static final List<String> CONTEXTS = List.of(
            "@",
            "before @",
            "@ after",
            "before \"@\" after",
            "before '@'; after",
            "{\"before\":\"@\",\"after\":1}",
            "https://example.com/before?q=@&after=1",
            "2026-03-04T05:06:07Z INFO before (@) after",
            "String s = call(\"before\", \"@\"); // after",
            "before\n@\nafter",
            "before <b>@</b> after",
            "before [@], [@] after",
            "before \u001B[31m@\u001B[0m after");

    private static final Redactor BALANCED = Redactor.standard();
    private static final Redactor STRICT =
            Redactor.builder().tier(RedactionRule.Tier.STRICT).build();

    @DisplayName("what conforms to a rule never survives, in no fragment longer than a third of it")
    @TestFactory
    Stream<DynamicTest> gone() {
        return StandardRules.load().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
                    Random random = new Random(rule.id().hashCode());
                    for (int i = 0; i < TRIES; i++) {
                        Specimen specimen = Specimens.of(rule, random);
                        check(rule, specimen, CONTEXTS.get(random.nextInt(CONTEXTS.size())), random);
                    }
                }));
    }

    private static void check(RedactionRule rule, Specimen specimen, String context, Random random) throws IOException {
        int end = context.lastIndexOf('@') + 1;
        if (end < context.length() && specimen.goesOnWith(context.charAt(end))) {
            return; // there it would be a longer secret
        }
        String named = rule.names().isEmpty() ? specimen.text() : rule.names().get(0) + " " + specimen.text();
        String text = context.replace("@", named);
        Redactor redactor = rule.tier() == RedactionRule.Tier.STRICT ? STRICT : BALANCED;
        String redacted = redactor.redact(text);
        int third = Math.max(4, specimen.secret().length() / 3);
        for (int i = 0; i + third < specimen.secret().length(); i++) {
            String fragment = specimen.secret().substring(i, i + third + 1);
            assertTrue(
                    !redacted.contains(fragment) || outside(specimen, text).contains(fragment),
                    () -> "a part of the secret is left: " + text + " -> " + redacted);
        }
        // A colon may make a name and its value of it, to the end of the line; a line feed may be in the middle of a
        // secret.
        if (specimen.secret().indexOf(':') < 0 && text.indexOf('\n') < 0) {
            for (String neighbour : List.of("before", "after")) {
                assertEquals(text.contains(neighbour), redacted.contains(neighbour), () -> text + " -> " + redacted);
            }
        }
        assertEquals(redacted, inPieces(redactor, text, random));
    }

    private static String outside(Specimen specimen, String text) {
        return text.replace(specimen.secret(), "\n");
    }

    private static String inPieces(Redactor redactor, String text, Random random) throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = redactor.filter(out)) {
            int at = 0;
            while (at < text.length()) {
                int length = 1 + random.nextInt(Math.min(16, text.length() - at));
                filter.write(text, at, length);
                at += length;
            }
        }
        return out.toString();
    }
}
