package dev.praxis.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.OneLine;
import dev.praxis.api.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a person is shown of an output. */
class ExcerptProperties {

    private static final String SECRET = "prefix-" + "s".repeat(400);

    @Property(tries = 300)
    void noPieceOfASecretIsShownWhereverTheOutputIsCut(
            @ForAll @IntRange(min = 1, max = 400) int cutInto, @ForAll boolean inLines) {
        int keep = Excerpt.MARGIN + 1000;
        String before = SECRET.substring(cutInto);
        String after = (inLines ? "plain line\n" : "plain text ").repeat(keep).substring(0, keep - before.length());
        OutputCollector.Captured captured = collect(SECRET + after, keep);
        String shown = Excerpt.of(captured.tail(), captured.cut(), text -> text.replace(SECRET, "***"));
        assertTrue(captured.cut());
        assertFalse(shown.contains("ss"), shown);
        assertTrue(shown.contains("plain"));
    }

    @Property(tries = 300)
    void theExcerptHasNoControlCharactersAndKeepsPlainTextAsItIs(@ForAll String text) {
        OutputCollector.Captured captured = collect(text, 1 << 20);
        String shown = Excerpt.of(captured.tail(), captured.cut(), s -> s);
        assertTrue(shown.codePoints().allMatch(c -> c == '\n' || c == '\t' || !OneLine.hasEffect(c)));
        String plain = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (plain.codePoints().noneMatch(OneLine::hasEffect)) {
            assertEquals(plain, shown);
        }
    }

    @Property(tries = 300)
    void theCollectorDigestsEverythingAndKeepsTheEnd(
            @ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 64) int keep) {
        OutputCollector collector = new OutputCollector(new ByteArrayInputStream(bytes), keep);
        collector.run();
        OutputCollector.Captured captured = collector.seal();
        assertEquals(Sha256.of(bytes), captured.digest().sha256());
        assertEquals(bytes.length, captured.digest().length());
        assertEquals(bytes.length > keep, captured.cut());
        int from = Math.max(0, bytes.length - keep);
        assertEquals(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8), captured.tail());
    }

    @Example
    void lineSeparatorsAreNotShown() {
        OutputCollector.Captured captured = collect("a\u2028b\u2029c", 1 << 20);
        assertEquals("abc", Excerpt.of(captured.tail(), captured.cut(), s -> s));
    }

    @Example
    void whatComesAfterTheSealIsNotPartOfTheResult() {
        OutputCollector collector = new OutputCollector(new ByteArrayInputStream(new byte[] {1, 2, 3}), 8);
        OutputCollector.Captured sealed = collector.seal();
        collector.run();
        assertEquals(0, sealed.digest().length());
        assertEquals(sealed, collector.seal());
    }

    private static OutputCollector.Captured collect(String text, int keep) {
        OutputCollector collector =
                new OutputCollector(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), keep);
        collector.run();
        return collector.seal();
    }
}
