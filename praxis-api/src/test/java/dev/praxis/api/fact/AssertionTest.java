package dev.praxis.api.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a content hash covers and what a fact refuses. */
class AssertionTest {

    private static final FactKey KEY = new FactKey("host:a", "memory", "observed");
    private static final JsonObject VALUE = CanonicalJson.parseObject("{\"b\":1,\"a\":2.50}");
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123456789Z");
    private static final Assertion ASSERTION = new Assertion(KEY, VALUE, NOW, "alice", "because");

    @Test
    void theContentHashIsThatOfOneDocumentedText() {
        String text = "{\"actor\":\"alice\",\"factType\":\"observed\",\"predicate\":\"memory\",\"reason\":\"because\","
                + "\"subject\":\"host:a\",\"validFrom\":\"2026-11-21T08:00:00.123456Z\",\"value\":{\"a\":2.5,\"b\":1}}";
        assertEquals(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), ASSERTION.contentHash());
    }

    @Test
    void theDeepestAndTheLongestValueHaveAContentHash() {
        JsonObject deepest = CanonicalJson.parseObject("{\"a\":".repeat(64) + "1" + "}".repeat(64));
        JsonObject longest = JsonObject.builder()
                .put("text", "x".repeat(JsonValue.MAX_BYTES - "{\"text\":\"\"}".length()))
                .build();
        for (JsonObject value : new JsonObject[] {deepest, longest}) {
            String text = "{\"actor\":\"a\\\"\",\"factType\":\"observed\",\"predicate\":\"memory\",\"reason\":\"r\","
                    + "\"subject\":\"host:a\",\"validFrom\":\"2026-11-21T08:00:00.123456Z\",\"value\":" + value + "}";
            assertEquals(
                    Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
                    new Assertion(KEY, value, NOW, "a\"", "r").contentHash());
        }
    }

    @Test
    void everyPartIsCovered() {
        for (Assertion other : new Assertion[] {
            new Assertion(new FactKey("host:b", "memory", "observed"), VALUE, NOW, "alice", "because"),
            new Assertion(new FactKey("host:a", "cpu", "observed"), VALUE, NOW, "alice", "because"),
            new Assertion(new FactKey("host:a", "memory", "declared"), VALUE, NOW, "alice", "because"),
            new Assertion(KEY, JsonObject.EMPTY, NOW, "alice", "because"),
            new Assertion(KEY, VALUE, NOW.plusNanos(1000), "alice", "because"),
            new Assertion(KEY, VALUE, NOW, "bob", "because"),
            new Assertion(KEY, VALUE, NOW, "alice", "why not"),
        }) {
            assertNotEquals(ASSERTION.contentHash(), other.contentHash(), other.toString());
        }
        assertEquals(
                ASSERTION.contentHash(),
                new Assertion(KEY, VALUE, NOW.plusNanos(100), "alice", "because").contentHash(),
                "what is below a microsecond is not part of a fact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "a\uD800"})
    void badTextIsRefused(String text) {
        assertThrows(InvalidArgumentException.class, () -> new FactKey(text, "p", "t"));
        assertThrows(InvalidArgumentException.class, () -> new FactKey("s", text, "t"));
        assertThrows(InvalidArgumentException.class, () -> new FactKey("s", "p", text));
        assertThrows(InvalidArgumentException.class, () -> new Assertion(KEY, VALUE, NOW, text, "r"));
        assertThrows(InvalidArgumentException.class, () -> new Assertion(KEY, VALUE, NOW, "a", text));
    }

    @Test
    void aKeyPartHasAtMost1024Bytes() {
        String longest = "é".repeat(512);
        assertEquals(longest, new FactKey(longest, "p", "t").subject());
        assertThrows(InvalidArgumentException.class, () -> new FactKey(longest + "x", "p", "t"));
    }

    @Test
    void aVersionReadsWhatItWrites() {
        FactVersion version = new FactVersion(7, ASSERTION.contentHash());
        assertEquals(version, FactVersion.parse(version.toString()));
        for (String bad :
                new String[] {"", "7", "0:" + ASSERTION.contentHash(), "07:" + ASSERTION.contentHash(), "x"}) {
            assertThrows(InvalidArgumentException.class, () -> FactVersion.parse(bad), bad);
        }
    }
}
