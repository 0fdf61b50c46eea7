package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.testkit.Soak;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that are put together at random from pieces of what all rules look for. Nothing throws, nothing is redacted twice, and
 * the text may be cut anywhere.
 */
class FuzzProperties {

    private static final int TEXTS = Soak.times(3_000, 1_000_000);
    private static final int MOST_PIECES = 12;
    private static final List<RedactionRule> RULES = StandardRules.load();
    private static final String[] GLUE = {
        " ",
        "\n",
        "=",
        ": ",
        "\"",
        "'",
        "\\",
        "\\n",
        "\t",
        "://",
        "@",
        "-",
        "_",
        "--",
        ",",
        "&",
        ";",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "|",
        "password",
        "token",
        "secret_key",
        "Authorization: ",
        "Bearer ",
        "mysql -p",
        "curl -u ",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "[REDACTED]",
        "[REDACTED:",
        "\u001b[0m",
        "\u200b",
        "\\\n",
        "\r\n",
        "%20",
        "é",
        "\ud83d",
        "\0"
    };

    @Test
    void whatWasRedactedStaysAndCutsDoNotMatter() throws IOException {
        long seed = Long.getLong("praxis.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Redactor> redactors = List.of(
                Redactor.standard(),
                Redactor.builder().tier(Tier.STRICT).build(),
                Redactor.builder().replacement(Replacement.rule()).build(),
                Redactor.builder()
                        .replacement(
                                Replacement.fingerprint("k1", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)))
                        .build());
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            Redactor redactor = redactors.get(i % redactors.size());
            String once = redactor.redact(text);
            assertSame(once, redactor.redact(once), () -> "-Dpraxis.seed=" + seed + "\n" + text + "\n" + once);
            int cut = random.nextInt(text.length() + 1);
            assertEquals(
                    once, cut(redactor, text, cut), () -> "-Dpraxis.seed=" + seed + " cut at " + cut + "\n" + text);
        }
    }

    /** What the fuzz found: a marker that names its rule has a colon, behind which a sentence seemed to tell one more secret each time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer \"6LckubK1_X7Fo9yXIe5lU-GSF_IVpsnXDaOV\"weatherstackAKIAFN7I4RJJTCODWKRN\nb60EBloSLFI//3v8tmQ\n\"q7Wz_KpLd",
                "Bearer Authorization: binance_key=NOjwoeMg2iMO8rDuqv8C\"jtu7j_live_K3NttoOWCJ6ta}\"v1.local.ntR.cIZ",
                "weatherstack[REDACTED:aad31249f0e1c2b3a4958677f0e1c2b3]",
                "weatherstack[REDACTED:aad31249f0e1c2b3a4958677f0e1c2b3"
            })
    void theColonInAMarkerTellsNothing(String text) {
        for (Replacement replacement : List.of(Replacement.plain(), Replacement.rule())) {
            Redactor redactor = Redactor.builder().replacement(replacement).build();
            String once = redactor.redact(text);
            assertSame(once, redactor.redact(once));
        }
    }

    private static String cut(Redactor redactor, String text, int at) throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = redactor.filter(out)) {
            filter.write(text, 0, at);
            filter.flush();
            filter.write(text, at, text.length() - at);
        }
        return out.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = 1 + random.nextInt(MOST_PIECES); pieces > 0; pieces--) {
            text.append(piece(random));
        }
        return text.toString();
    }

    private static String piece(Random random) {
        RedactionRule rule = RULES.get(random.nextInt(RULES.size()));
        String sample = rule.mustMatch().get(0).text();
        return switch (random.nextInt(6)) {
            case 0 -> sample;
            case 1 -> sample.substring(random.nextInt(sample.length()));
            case 2 -> sample.substring(0, random.nextInt(sample.length()));
            case 3 ->
                rule.names().isEmpty()
                        ? String.valueOf((char) random.nextInt(256))
                        : rule.names().get(0);
            default -> GLUE[random.nextInt(GLUE.length)];
        };
    }
}
