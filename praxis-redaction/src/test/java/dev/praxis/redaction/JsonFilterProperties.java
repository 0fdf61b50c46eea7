package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No secret survives in JSON, however deep it is wrapped; the tree and the stream do the same. */
class JsonFilterProperties {

    /** What stands in every generated secret, and nowhere else. */
    private static final String CORE = "Zq7Xw9Kv2Rt4";

    private static final Pattern SEPARATORS = Pattern.compile("[\"\\\\\\s,{}:&=\\[\\]]+");

    private static final Redactor REDACTOR = Redactor.standard();
    private static final JsonFilter FILTER = new JsonFilter(REDACTOR);

    @Property(tries = 300)
    void noSecretSurvives(@ForAll("documents") JsonValue document) {
        String redacted = FILTER.redact(document.toString());
        CanonicalJson.parse(redacted);
        assertHidden(redacted, 0);
    }

    @Property(tries = 300)
    void treeAndStreamAgree(@ForAll("documents") JsonValue document) {
        assertEquals(
                REDACTOR.redact(document).toString(),
                CanonicalJson.parse(FILTER.redact(document.toString())).toString());
    }

    @Property(tries = 200)
    void idempotent(@ForAll("documents") JsonValue document) {
        String once = FILTER.redact(document.toString());
        assertSame(once, FILTER.redact(once));
    }

    /** Looks through every encoding that the filter looks through. */
    private static void assertHidden(String text, int layer) {
        assertFalse(text.contains(CORE.substring(0, 8)) || text.contains(CORE.substring(4)), text);
        if (layer > EmbeddedText.MAX_LAYERS + 1) {
            return;
        }
        for (String part : SEPARATORS.split(text, -1)) {
            Base64Text.decode(part).ifPresent(decoded -> assertHidden(decoded.text(), layer + 1));
            if (part.contains("%")) {
                assertHidden(
                        URLDecoder.decode(part.replaceAll("%(?![0-9A-F]{2})", "%25"), StandardCharsets.UTF_8),
                        layer + 1);
            }
        }
    }

    @Provide
    Arbitrary<JsonValue> documents() {
        return values(3);
    }

    private Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> leaf = Arbitraries.oneOf(
                tokens().map(JsonString::new),
                Arbitraries.integers().between(0, 9999).map(n -> new JsonNumber((double) n)),
                Arbitraries.of("plain", "two words", "", "a=b&c=d%20e", "{}", "[1]", "aGVsbG8gd29ybGQgaGVsbG8=")
                        .map(JsonString::new));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonValue> lists =
                Arbitraries.lazy(() -> values(depth - 1)).list().ofMaxSize(3).map(JsonArray::of);
        Arbitrary<JsonValue> hidden = Combinators.combine(
                        Arbitraries.of("password", "dbPassword", "api_key", "Authorization"),
                        Arbitraries.of(new JsonString(CORE), JsonArray.of(List.of(new JsonString(CORE)))))
                .as((name, value) -> JsonObject.builder().put(name, value).build());
        Arbitrary<JsonValue> named = Arbitraries.of(new JsonString(CORE), new JsonString("x " + CORE))
                .map(value -> JsonObject.builder()
                        .put("name", "DB_PASSWORD")
                        .put("value", value)
                        .build());
        Arbitrary<JsonValue> objects = Combinators.combine(
                        Arbitraries.of("a", "note", "value", "name"), Arbitraries.lazy(() -> values(depth - 1)))
                .as((name, value) -> JsonObject.builder().put(name, value).build());
        return Arbitraries.oneOf(leaf, lists, hidden, named, objects);
    }

    /** A token in a sentence, or behind the name of a secret, wrapped up to three times. */
    private Arbitrary<String> tokens() {
        Arbitrary<String> plain = Arbitraries.of(
                "ghp_" + CORE + CORE + CORE,
                "use glpat-" + CORE + "a1b2c3d4 now",
                "{\"password\":\"" + CORE + "\"}",
                "password=" + CORE + "&n=1%20",
                "login --token " + CORE);
        Arbitrary<UnaryOperator<String>> wrapping = Arbitraries.of(List.<UnaryOperator<String>>of(
                text -> new JsonString(text).toString().transform(s -> "[" + s + "]"),
                text -> "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&n=%31",
                text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return Combinators.combine(plain, wrapping.list().ofMaxSize(3)).as((text, wrappings) -> {
            String wrapped = text;
            for (UnaryOperator<String> each : wrappings) {
                wrapped = each.apply(wrapped);
            }
            return wrapped;
        });
    }
}
