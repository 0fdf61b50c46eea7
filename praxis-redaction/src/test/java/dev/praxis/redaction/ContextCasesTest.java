package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.redaction.RedactionRule.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets in every surrounding that is known, and ordinary text that looks like one of them. */
class ContextCasesTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final Redactor STRICT = Redactor.builder().tier(Tier.STRICT).build();
    private static final String OUT = "> ";
    private static final String DAMAGED = "# --- damaged:";
    private static final int MOST_DAMAGED_OF_A_THOUSAND = 5;

    record Case(String in, String out) {}

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        List<String> lines = lines("context-cases.txt");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean followed = i + 1 < lines.size() && lines.get(i + 1).startsWith(OUT);
            if (followed) {
                String out = lines.get(i + 1).substring(OUT.length());
                cases.add(new Case(line, out.replace("~", Redactor.MARKER)));
            } else if (!line.isEmpty() && !line.startsWith("# ") && !line.startsWith(OUT)) {
                cases.add(new Case(line, line));
            }
        }
        return cases.stream();
    }

    static Stream<String> ordinaryLines() throws IOException {
        return lines("ordinary.txt").stream()
                .takeWhile(line -> !line.startsWith(DAMAGED))
                .filter(line -> !line.startsWith("# "))
                .filter(line -> !line.isEmpty());
    }

    static Stream<String> publicLines() throws IOException {
        return lines("strict-ordinary.txt").stream().filter(line -> !line.startsWith("# "));
    }

    @ParameterizedTest
    @MethodSource("publicLines")
    void theStrictTierLeavesAloneWhatIsMadeToBeSeen(String line) {
        assertSame(line, STRICT.redact(line));
    }

    @Test
    void theStrictTierTakesTheSameUnderTheNameOfASecret() {
        assertEquals("secret " + Redactor.MARKER, STRICT.redact("secret i-8850c3f9be88c13fa8850c3f9be88c13fa"));
        assertEquals("id=" + Redactor.MARKER, STRICT.redact("id=q3kdlWmz8xTnb2vLpC0jRfYw"));
        for (String secret : List.of(
                "api key 4e171b1d-a5ad-4ed0-8241-e6ec5567d442",
                "session_id=q3kdlWmz8xTnb2vLpC0jRfYw",
                "x pi_q3kdlWmz8xTnb2vLp_secret_q3kdlWmz8xTnb2vLpC0jRf",
                "0x88a2629c243e09e2eb825c72b42bf1eaee21f4d84615984640b863224a497fc1",
                "https://rpc.example/904c8f897b104490b24c3f53c34c30c4663d061c",
                "https://app.example/reset-password/904c8f897b104490b24c3f53c34c30c4",
                "{\"n\":\"q3kdlWmz8xTnb2vLpC0jRfYw\"}")) {
            assertTrue(STRICT.redact(secret).contains(Redactor.MARKER), secret);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hidesTheSecretAndNothingElse(Case given) {
        String redacted = REDACTOR.redact(given.in());
        assertEquals(given.out(), redacted);
        assertSame(redacted, REDACTOR.redact(redacted));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hidesTheSecretInTheMiddleOfAText(Case given) {
        String before = "2026-01-02 INFO started\n";
        String after = "\n2026-01-02 INFO stopped\n";
        boolean toTheEnd = given.in().startsWith("key -----BEGIN");
        String expected = before + given.out() + (toTheEnd ? "" : after);
        assertEquals(expected, REDACTOR.redact(before + given.in() + after));
    }

    @ParameterizedTest
    @MethodSource("ordinaryLines")
    void leavesOrdinaryTextAlone(String line) {
        assertSame(line, REDACTOR.redact(line));
    }

    @Test
    void whatIsDamagedIsKnownAndLittle() throws IOException {
        List<String> damaged = lines("ordinary.txt").stream()
                .dropWhile(line -> !line.startsWith(DAMAGED))
                .filter(line -> !line.startsWith("# ") && !line.isEmpty())
                .toList();
        for (String line : damaged) {
            assertTrue(REDACTOR.redact(line).contains(Redactor.MARKER), "is not damaged any more: " + line);
        }
        long all = ordinaryLines().count() + damaged.size();
        assertTrue(damaged.size() * 1000L <= MOST_DAMAGED_OF_A_THOUSAND * all, damaged.size() + " of " + all);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = ContextCasesTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace("⏎", "\n"))
                    .toList();
        }
    }
}
