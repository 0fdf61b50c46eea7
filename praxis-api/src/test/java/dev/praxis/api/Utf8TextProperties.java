package dev.praxis.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Order, length and refusal of text are those of its bytes. */
class Utf8TextProperties {

    @Property
    void orderIsThatOfTheBytes(@ForAll("texts") String a, @ForAll("texts") String b) {
        int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        assertEquals(Integer.signum(bytes), Integer.signum(Utf8Text.compare(a, b)));
    }

    @Property
    void lengthIsThatOfTheBytes(@ForAll("texts") String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        assertEquals(text, Utf8Text.require("text", text, length, length));
        assertThrows(InvalidArgumentException.class, () -> Utf8Text.require("text", text, length + 1, length + 1));
    }

    @Property
    void unpairedSurrogatesAreRefused(@ForAll("texts") String before, @ForAll("texts") String after) {
        for (String bad : new String[] {"\uD83D", "\uDE00", "\uDE00\uD83D", "\u0000"}) {
            assertThrows(InvalidArgumentException.class, () -> Utf8Text.require("text", before + bad + after));
        }
    }

    @Example
    void anEmojiSortsBehindTheReplacementCharacter() {
        assertEquals(1, Utf8Text.compare("😀", "\uFFFD"));
        assertEquals(true, "😀".compareTo("\uFFFD") < 0, "String.compareTo says otherwise");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "z",
                        "é",
                        "ﬀ",
                        "\uE000",
                        "\uFFFD",
                        "😀",
                        "\uD800\uDC00",
                        "\uDBFF\uDFFF",
                        "\u007F",
                        "\u0080")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
