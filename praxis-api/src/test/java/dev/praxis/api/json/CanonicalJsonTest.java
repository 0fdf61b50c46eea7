package dev.praxis.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples for canonical JSON and what it refuses. */
class CanonicalJsonTest {

    @DisplayName("RFC 8785, section 3.2.2 and 3.2.3: the worked example")
    @Test
    void rfcExample() {
        String input = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """;
        String expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assertEquals(expected, CanonicalJson.text(CanonicalJson.parse(input)));
    }

    @DisplayName("RFC 8785, section 3.2.3: members are sorted by UTF-16 code units")
    @Test
    void rfcSorting() {
        String input =
                "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
                        + "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
                        + "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
        JsonObject object = CanonicalJson.parseObject(input);
        assertEquals(
                "[\r, 1, \u0080, ö, €, 😀, \uFB33]", object.members().keySet().toString());
    }

    @DisplayName("what is not JSON, or not the same to every reader, is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "nul",
                "NaN",
                "Infinity",
                "-Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "0x10",
                "1 2",
                "{} {}",
                "// comment\n1",
                "\"\t\"",
                "\"\\x41\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ude00\\ud83d\"",
                "\"\\u0000\"",
                "{\"\\u0000\":1}",
                "{\"\\ud800\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "1e400",
                "-1e400",
                "9007199254740993",
                "-9007199254740993",
                "18446744073709551615",
                "\uFEFF{}",
                "{}x",
            })
    void refusals(String text) {
        JsonRefusedException refused = assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(text));
        assertEquals("PRX-JSON-REFUSED", refused.code());
        assertFalse(refused.getMessage().contains("\n"), "one line");
        assertThrows(
                JsonRefusedException.class,
                () -> CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)),
                "the bytes are refused as well");
    }

    @DisplayName("an integer is kept when a double holds it exactly or writes it the same")
    @ParameterizedTest
    @CsvSource({
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9007199254740992",
        "9007199254740994, 9007199254740994",
        "-9007199254740994, -9007199254740994",
        "1000000000000000000000, 1e+21",
        "295147905179352825856, 295147905179352830000",
        "295147905179352830000, 295147905179352830000",
        "-0, 0",
        "-0.0, 0",
        "1e-400, 0",
    })
    void integersThatAreKept(String input, String canonical) {
        assertEquals(canonical, CanonicalJson.text(CanonicalJson.parse(input)));
    }

    @Test
    void invalidUtf8IsRefused() {
        for (byte[] bytes : new byte[][] {
            {'"', (byte) 0xC3, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0xC0, (byte) 0x80, '"'}
        }) {
            assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(bytes));
        }
    }

    @DisplayName("64 levels are kept, 65 are refused, a hundred thousand do not overflow the stack")
    @Test
    void depth() {
        String deepest = "[".repeat(64) + "]".repeat(64);
        assertEquals(deepest, CanonicalJson.text(CanonicalJson.parse(deepest)));
        assertEquals(64, CanonicalJson.parse(deepest).depth());
        for (int levels : new int[] {65, 100_000}) {
            String tooDeep = "[".repeat(levels) + "]".repeat(levels);
            assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(tooDeep));
            String objects = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
            assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(objects));
        }
        JsonValue inner = CanonicalJson.parse(deepest);
        assertThrows(InvalidArgumentException.class, () -> JsonArray.of(inner));
        assertThrows(InvalidArgumentException.class, () -> JsonObject.of(Map.of("a", inner)));
    }

    @DisplayName("one MiB is kept, one byte more is refused")
    @Test
    void size() {
        String largest = "\"" + "x".repeat(JsonValue.MAX_BYTES - 2) + "\"";
        assertEquals(largest, CanonicalJson.text(CanonicalJson.parse(largest)));
        assertEquals(JsonValue.MAX_BYTES, CanonicalJson.bytes(CanonicalJson.parse(largest)).length);
        String tooLong = "\"" + "x".repeat(JsonValue.MAX_BYTES - 1) + "\"";
        assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(tooLong));
        assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(tooLong.getBytes(StandardCharsets.UTF_8)));
        String tooLongInUtf8 = "\"" + "é".repeat(JsonValue.MAX_BYTES / 2) + "\"";
        assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(tooLongInUtf8));
        JsonString value = new JsonString("\u0001".repeat(JsonValue.MAX_BYTES / 6 + 1));
        assertThrows(JsonRefusedException.class, () -> CanonicalJson.bytes(value));
    }

    @DisplayName("the refusal says where, and never shows what was read, which may be a secret")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": hunter2-secret}",
                "hunter2-secret",
                "{\"hunter2-secret\":1,\"hunter2-secret\":2}",
                "{\"ab\\\"hunter2\":1,\"ab\\\"hunter2\":2}",
                "\"hunter2",
                "'hunter2'",
                "[1hunter2]"
            })
    void refusalsDoNotLeak(String text) {
        JsonRefusedException refused = assertThrows(JsonRefusedException.class, () -> CanonicalJson.parse(text));
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
        assertTrue(refused.getMessage().contains("line 1"), refused.getMessage());
    }

    @Test
    void valuesThatCannotBeAreRefusedWhenTheyAreMade() {
        assertThrows(InvalidArgumentException.class, () -> new JsonNumber(Double.NaN));
        assertThrows(InvalidArgumentException.class, () -> new JsonNumber(Double.POSITIVE_INFINITY));
        assertThrows(InvalidArgumentException.class, () -> JsonNumber.of(9007199254740993L));
        assertThrows(InvalidArgumentException.class, () -> JsonNumber.of(Long.MAX_VALUE));
        assertThrows(InvalidArgumentException.class, () -> new JsonString("\uD800"));
        assertThrows(InvalidArgumentException.class, () -> new JsonString("a\u0000"));
        assertThrows(
                InvalidArgumentException.class,
                () -> JsonObject.builder().put("a", 1).put("a", 2));
        assertEquals(JsonNumber.of(Long.MIN_VALUE), new JsonNumber(-0x1p63));
    }

    @Test
    void onlyAnObjectIsAnObject() {
        assertEquals(JsonObject.EMPTY, CanonicalJson.parseObject("{}"));
        assertThrows(JsonRefusedException.class, () -> CanonicalJson.parseObject("[]"));
    }
}
