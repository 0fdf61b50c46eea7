package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.praxis.api.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrefixRangeProperties {

    @Property(tries = 5000)
    void theRangeHoldsExactlyTheTextsWithThePrefix(@ForAll("texts") String prefix, @ForAll("texts") String text) {
        assertRange(prefix, text);
        assertRange(prefix, prefix + text);
        assertRange(text, prefix);
    }

    private static void assertRange(String prefix, String text) {
        String end = PrefixRange.end(prefix);
        boolean inRange = compareBytes(text, prefix) >= 0 && (end == null || compareBytes(text, end) < 0);
        assertEquals(text.startsWith(prefix), inRange);
    }

    @Property
    void theEndIsTextThatEveryBackendKeeps(@ForAll("texts") String prefix) {
        String end = PrefixRange.end(prefix);
        if (end != null) {
            assertEquals(end, Utf8Text.require("end", end));
        }
    }

    @Example
    void theEdges() {
        assertNull(PrefixRange.end(""));
        assertNull(PrefixRange.end("\uDBFF\uDFFF"));
        assertNull(PrefixRange.end("\uDBFF\uDFFF\uDBFF\uDFFF"));
        assertEquals("b", PrefixRange.end("a"));
        assertEquals("b", PrefixRange.end("a\uDBFF\uDFFF"));
        assertEquals("\uE000", PrefixRange.end("\uD7FF"));
        assertEquals("\uD800\uDC00", PrefixRange.end("\uFFFF"));
        assertEquals("\uD800\uDC01", PrefixRange.end("\uD800\uDC00"));
    }

    /** What the databases do. */
    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** Few code points, next to every border, so that prefixes are often shared. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        0x1, 0x61, 0x62, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FE, 0xD7FF, 0xE000, 0xFFFE, 0xFFFF, 0x10000,
                        0x10FFFE, 0x10FFFF)
                .list()
                .ofMaxSize(4)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }
}
