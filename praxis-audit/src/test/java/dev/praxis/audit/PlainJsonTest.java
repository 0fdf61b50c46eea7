package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is walked over and called plain is what the canonical writer writes. */
class PlainJsonTest {

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"a\":",
            "\"b\":",
            "\"\u00e4\":",
            "\"\uffee\":",
            "\"\ud83d\ude00\":",
            "\"\\n\":",
            "0",
            "1",
            "12",
            "01",
            "-0",
            "-1",
            "0.5",
            "1e3",
            "1e+21",
            "9007199254740991",
            "9007199254740993",
            "true",
            "false",
            "null",
            "\"\"",
            "\"x\"",
            "\"\u00fc\"",
            "\"\ud83d\ude00\"",
            "\"\\n\"",
            "\"\\u000a\"",
            "\"\\u001f\"",
            "\"\\u001F\"",
            "\"\\u0000\"",
            "\"\\u0041\"",
            "\"\\/\"",
            "\"\\\\\"",
            "\"\\\"\"",
            "\"\u007f\"",
            "\"\u2028\"",
            " ",
            "\t");

    @DisplayName(
            "of texts that are made at random, and of bytes that are flipped in them, none is called plain that is not canonical")
    @Test
    void plainIsCanonical() {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        int plain = 0;
        for (int i = 0; i < Soak.times(200_000, 20_000_000); i++) {
            byte[] bytes = ("{" + pieces(random) + "}").getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (isPlain(bytes)) {
                plain++;
                assertTrue(
                        isCanonical(bytes),
                        () -> seed + " " + Arrays.toString(bytes) + " " + new String(bytes, StandardCharsets.UTF_8));
            }
        }
        assertTrue(plain > 100, "only " + plain + " were plain");
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        boolean member = true;
        for (int count = random.nextInt(4); count >= 0; count--) {
            if (random.nextInt(10) == 0) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            text.append(member ? "" : ",").append(PIECES.get(7 + random.nextInt(6)));
            text.append(PIECES.get(13 + random.nextInt(29)));
            member = false;
        }
        return text.toString();
    }

    @DisplayName("what records are made of is plain, so that no object is made of it")
    @Test
    void usualTextsArePlain() {
        for (String text : List.of(
                "{}",
                "{\"a\":\"größer \\\"als\\\" \\n \ud83d\ude00\",\"b\":[1,0,true,null,{\"c\":\"\\u001b\"}]}",
                "{\"a\":999999999999999,\"\u00e4\":\"\\\\\"}")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertTrue(isCanonical(bytes), text);
            assertTrue(isPlain(bytes), text);
        }
    }

    @DisplayName("each character beyond ASCII is plain, and each sequence of bytes that is none is refused")
    @Test
    void characters() {
        for (int code = 0x80; code <= 0x10ffff; code += code < 0x10000 ? 1 : 97) {
            if (code < 0xd800 || code > 0xdfff) {
                assertTrue(isPlain(("{\"a\":\"" + Character.toString(code) + "\"}").getBytes(StandardCharsets.UTF_8)));
            }
        }
        byte[] prefix = "{\"a\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] suffix = "\"}".getBytes(StandardCharsets.UTF_8);
        Random random = Seed.fresh().random();
        for (int i = 0; i < 50_000; i++) {
            byte[] inside = new byte[1 + random.nextInt(4)];
            random.nextBytes(inside);
            inside[0] |= (byte) 0xc0;
            byte[] bytes = Arrays.copyOf(prefix, prefix.length + inside.length + suffix.length);
            System.arraycopy(inside, 0, bytes, prefix.length, inside.length);
            System.arraycopy(suffix, 0, bytes, prefix.length + inside.length, suffix.length);
            if (isPlain(bytes)) {
                assertTrue(isCanonical(bytes));
            }
        }
    }

    private static boolean isPlain(byte[] bytes) {
        PlainJson json = new PlainJson();
        json.over(bytes, 0, bytes.length);
        try {
            json.object();
        } catch (PlainJson.Malformed e) {
            return false;
        }
        return json.position() == bytes.length && json.isPlain();
    }

    private static boolean isCanonical(byte[] bytes) {
        try {
            return Arrays.equals(CanonicalJson.bytes(CanonicalJson.parse(bytes)), bytes);
        } catch (PraxisException e) {
            return false;
        }
    }
}
