package dev.praxis.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OneLineProperties {

    @Property
    void noCharacterWithAnEffectIsLeftAndAllOthersAre(@ForAll String text) {
        String line = OneLine.of(text);
        assertTrue(line.codePoints().noneMatch(OneLine::hasEffect));
        assertEquals(visible(text), visible(line));
        assertEquals(line, OneLine.of(line));
    }

    @Example
    void eachRunBecomesOneSpace() {
        assertEquals("a b", OneLine.of("a\r\n\u001b\u009b\u2028\u2029\u202e\u2066\u200b\u00ad\ufeff\u007f\tb"));
        assertEquals(" a ", OneLine.of("\na\n"));
        assertEquals("", OneLine.of(""));
        assertEquals("zürich ☃ 😀", OneLine.of("zürich ☃ 😀"));
    }

    private static String visible(String text) {
        return text.codePoints()
                .filter(codePoint -> codePoint != ' ' && !OneLine.hasEffect(codePoint))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
