package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertSame;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.redaction.RedactionRule.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A redactor, fed with anything (Jazzer): it never throws, what it gives is what it got but for markers, a second time
 * changes nothing, the text may be cut anywhere, the work is bounded, and what was JSON stays JSON. The first byte of the
 * input says which redactor, the second where to cut: one run has one fuzz test.
 */
class RedactorFuzz {

    private static final Pattern MARKER = Pattern.compile("\\[REDACTED(?::[a-z0-9.:-]+)?]");
    private static final int HEADER = 2;

    private static final long MOST_WORK = 1L << 23;
    private static final int MOST_WORK_PER_CHARACTER = 256;

    private static final List<Redactor> REDACTORS = List.of(
            Redactor.standard(),
            Redactor.builder().tier(Tier.STRICT).build(),
            Redactor.builder().replacement(Replacement.rule()).build(),
            Redactor.builder()
                    .replacement(Replacement.fingerprint("k1", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)))
                    .build());

    /** One sample of each rule, and all contexts. */
    static Stream<byte[]> samples() throws IOException {
        Stream<String> rules = StandardRules.load().stream()
                .map(rule -> rule.mustMatch().get(0).text());
        return Stream.concat(rules, ContextCasesTest.cases().map(ContextCasesTest.Case::in))
                .map(RedactorFuzz::seed);
    }

    private static byte[] seed(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] seed = new byte[HEADER + utf8.length];
        seed[0] = (byte) text.hashCode();
        seed[1] = (byte) (utf8.length / 2);
        System.arraycopy(utf8, 0, seed, HEADER, utf8.length);
        return seed;
    }

    @MethodSource("samples")
    @FuzzTest
    void redact(byte[] input) throws IOException {
        if (input.length <= HEADER) {
            return;
        }
        Redactor redactor = REDACTORS.get(Math.floorMod(input[0], REDACTORS.size()));
        byte[] bytes = Arrays.copyOfRange(input, HEADER, input.length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int cut = Math.min(input[1] & 0xFF, Math.min(text.length(), bytes.length));
        String once = redactor.redact(text);
        assertSame(once, redactor.redact(once), "a second time changes nothing");
        require(isTheSameButForMarkers(text, once), "nothing but markers is put in");
        require(once.equals(written(redactor, text, cut)), "a text may be cut anywhere");
        requireSameBytes(redactor, bytes, cut);
        require(
                redactor.work(text) <= MOST_WORK + (long) MOST_WORK_PER_CHARACTER * text.length(),
                "the work is bounded");
        requireJson(redactor, text);
    }

    /** Whether the parts between the markers stand in the text in their order, the first and last at its ends. */
    private static boolean isTheSameButForMarkers(String text, String redacted) {
        String[] parts = MARKER.split(redacted, -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return text.equals(redacted);
        }
        if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= text.length() - last.length();
    }

    private static String written(Redactor redactor, String text, int cut) throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = redactor.filter(out)) {
            filter.write(text, 0, cut);
            filter.flush();
            filter.write(text, cut, text.length() - cut);
        }
        return out.toString();
    }

    private static void requireSameBytes(Redactor redactor, byte[] bytes, int cut) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream filter = redactor.filter(out)) {
            filter.write(bytes, 0, cut);
            filter.write(bytes, cut, bytes.length - cut);
        }
        String whole = redactor.redact(new String(bytes, StandardCharsets.ISO_8859_1));
        require(out.toString(StandardCharsets.ISO_8859_1).equals(whole), "bytes may be cut anywhere");
    }

    /** The text as it is, if it is JSON, and as a value, a name and an element of a document. */
    private static void requireJson(Redactor redactor, String text) {
        JsonFilter filter = new JsonFilter(redactor);
        if (isJson(text)) {
            require(isJson(filter.redact(text)), "JSON stays JSON");
        }
        JsonValue document;
        try {
            document = JsonObject.builder()
                    .put("note", text)
                    .put("list", JsonArray.of(List.of(new JsonString(text), new JsonString("x"))))
                    .put("in " + text, 1)
                    .build();
        } catch (InvalidArgumentException e) {
            return; // half a surrogate pair, or U+0000: no text of I-JSON
        }
        String redacted = filter.redact(document.toString());
        require(filter.redact(redacted).equals(redacted), "a second time changes nothing in JSON");
        require(
                CanonicalJson.parse(redacted).equals(redactor.redact(document)),
                "the tree and the stream of JSON are redacted alike");
    }

    private static boolean isJson(String text) {
        try {
            CanonicalJson.parse(text);
            return true;
        } catch (JsonRefusedException e) {
            return false;
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
