package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A second corpus: texts that were written down before any rule was tried on them. Their secrets are drawn when the test runs,
 * so that no file of the project holds what looks like one.
 */
class FreshCasesTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final Pattern DRAWN = Pattern.compile("‹(\\w+)(?::(\\d+))?›");
    private static final Pattern SECRET = Pattern.compile("«([^»]*)»");
    private static final int ROUNDS = 4;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final List<String> CHOSEN = List.of(
            "hunter2x",
            "Tr0ub4dor3",
            "correcthorse9",
            "Winter2024!",
            "zaq12wsx",
            "L3tm31n9",
            "blue-Falcon-77",
            "ab12cd34");
    private static final List<String> SURROUNDINGS = List.of(
            "a ~ b",
            "\"~\"",
            "x='~';",
            "<v>~</v>",
            "https://h.example/?q=~&x=1",
            "{\"value\":\"~\"}",
            "2026 INFO got ~, ok",
            "- ~\n- b");

    static Stream<String> cases() throws IOException {
        return lines("fresh-cases.txt");
    }

    static Stream<String> formats() throws IOException {
        return lines("token-formats.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hidesTheSecretsAndNothingElse(String template) {
        Random random = new Random(template.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            String drawn = draw(template, random).replace("⏎", "\n");
            String text = SECRET.matcher(drawn).replaceAll("$1");
            String expected = SECRET.matcher(drawn).replaceAll(Matcher.quoteReplacement(Redactor.MARKER));
            assertEquals(expected, REDACTOR.redact(text));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void hidesTheTokenWhereverItStands(String line) {
        String format = line.substring(line.indexOf(' ') + 1);
        Random random = new Random(format.hashCode());
        for (String surrounding : SURROUNDINGS) {
            String token = draw(format, random);
            String redacted = REDACTOR.redact(surrounding.replace("~", token));
            assertEquals("", leftOf(token, redacted), () -> "of " + token + " in " + redacted);
            assertTrue(redacted.startsWith(surrounding.substring(0, 1)), redacted);
        }
    }

    /** A piece of a token that is longer than a quarter of it and still there; nothing, when there is none. */
    private static String leftOf(String token, String redacted) {
        int length = Math.max(5, token.length() / 4 + 1);
        for (int i = 0; i + length <= token.length(); i++) {
            String piece = token.substring(i, i + length);
            if (redacted.contains(piece)) {
                return piece;
            }
        }
        return "";
    }

    private static String draw(String template, Random random) {
        return DRAWN.matcher(template).replaceAll(found -> Matcher.quoteReplacement(drawn(found, random)));
    }

    private static String drawn(MatchResult found, Random random) {
        String kind = found.group(1);
        if (kind.equals("pw")) {
            return CHOSEN.get(random.nextInt(CHOSEN.size()));
        }
        if (kind.equals("uuid")) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        String alphabet = alphabet(kind);
        int length = Integer.parseInt(found.group(2));
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            boolean edge = i == 0 || i == length - 1;
            char c;
            do {
                c = alphabet.charAt(random.nextInt(alphabet.length()));
            } while (edge && !Character.isLetterOrDigit(c));
            drawn.append(c);
        }
        // Every format has digits, and so has nearly every token of it; those that have none are not what this is
        // about.
        if (alphabet.contains(DIGITS) && length > 12) {
            drawn.replace(3, 6, "7" + alphabet.charAt(random.nextInt(10)) + "4");
        }
        return drawn.toString();
    }

    private static String alphabet(String kind) {
        return switch (kind) {
            case "a62" -> LETTERS + DIGITS;
            case "b64u" -> LETTERS + DIGITS + "_-";
            case "b64" -> LETTERS + DIGITS + "+/";
            case "hex" -> DIGITS + "abcdef";
            case "HEX" -> DIGITS + "ABCDEF";
            case "low36" -> DIGITS + "abcdefghijklmnopqrstuvwxyz";
            case "up36" -> DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
            case "dig" -> DIGITS;
            case "let" -> LETTERS;
            case "b32" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
            case "bech" -> "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
            default -> throw new IllegalArgumentException("no alphabet is called " + kind);
        };
    }

    private static Stream<String> lines(String resource) throws IOException {
        try (InputStream in = FreshCasesTest.class.getResourceAsStream(resource)) {
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.removeIf(line -> line.isEmpty() || line.startsWith("#"));
            return lines.stream();
        }
    }
}
