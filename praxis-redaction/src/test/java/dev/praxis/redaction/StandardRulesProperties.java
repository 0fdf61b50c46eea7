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

    /** Quotes, JSON, a URL, a log, code, punctuation, several in a line, the start and the end, rows, the end of a sentence. */
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
            "before \u001B[31m@\u001B[0m after",
            "x,@,admin,ok",
            "a|@|b",
            "a;@;b",
            "failed: @.");

    /** Where no quote or bracket ends a value that has a name. */
    private static final List<String> OPEN = List.of("@ after", "x,@,admin,ok", "a|@|b", "a;@;b", "failed: @.");

    private static final Redactor BALANCED = Redactor.standard();
    private static final Redactor STRICT =
            Redactor.builder().tier(RedactionRule.Tier.STRICT).build();

    @DisplayName("what conforms to a rule never survives, in no fragment longer than a third of it")
    @TestFactory
    Stream<DynamicTest> gone() {
        return StandardRules.load().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
                    Random random = new Random(rule.id().hashCode());
                    for (String context : CONTEXTS) {
                        check(rule, Specimens.of(rule, random), context, random);
                    }
                }));
    }

    private static void check(RedactionRule rule, Specimen specimen, String context, Random random) throws IOException {
        int end = context.lastIndexOf('@') + 1;
        boolean sentence = context.endsWith("@.");
        if (end < context.length() && !sentence && specimen.goesOnWith(context.charAt(end))) {
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
        if (specimen.secret().indexOf(':') < 0 && text.indexOf('\n') < 0 && !mayGoOn(context, named, specimen)) {
            for (String beside : context.split("@", -1)) {
                assertTrue(redacted.contains(beside), () -> text + " -> " + redacted);
            }
            assertTrue(!sentence || redacted.endsWith("."), () -> text + " -> " + redacted);
        }
        assertEquals(redacted, inPieces(redactor, text, random));
    }

    /** Whether a name stands before the secret, so that what is behind a separator or a blank may be of its value. */
    private static boolean mayGoOn(String context, String named, Specimen specimen) {
        boolean name = !named.startsWith(specimen.secret()) || named.indexOf('=') >= 0;
        return name && OPEN.contains(context);
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
