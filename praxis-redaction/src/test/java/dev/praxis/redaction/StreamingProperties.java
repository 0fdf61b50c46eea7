package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What comes out of a filter is that of the whole text in one piece, wherever it is cut. */
class StreamingProperties {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    @Property(tries = 50)
    void aTextMayBeCutAnywhere(@ForAll("documents") String text) throws IOException {
        String whole = REDACTOR.redact(text);
        for (int cut = 0; cut <= text.length(); cut++) {
            assertEquals(whole, written(List.of(text.substring(0, cut), text.substring(cut))));
        }
    }

    @Property(tries = 400)
    void aTextMayBeCutIntoCharacters(@ForAll("documents") String text) throws IOException {
        List<String> pieces =
                text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
        assertEquals(REDACTOR.redact(text), written(pieces));
    }

    @Property(tries = 200)
    void bytesMayBeCutAnywhereAndComeThroughUnharmed(@ForAll("documents") String text, @ForAll byte[] noise)
            throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[utf8.length + noise.length];
        System.arraycopy(noise, 0, bytes, 0, noise.length);
        System.arraycopy(utf8, 0, bytes, noise.length, utf8.length);
        String asCharacters = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] whole = REDACTOR.redact(asCharacters).getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream filter = REDACTOR.filter(out)) {
            for (byte one : bytes) {
                filter.write(one);
            }
        }
        assertArrayEquals(whole, out.toByteArray());
    }

    @Property(tries = 300)
    void aReaderGivesTheSame(@ForAll("documents") String text) throws IOException {
        StringBuilder read = new StringBuilder();
        try (Reader reader = REDACTOR.filter(new StringReader(text))) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                read.append((char) c);
            }
        }
        assertEquals(REDACTOR.redact(text), read.toString());
    }

    @Property(tries = 300)
    void findingsAreThoseOfTheWholeText(@ForAll("documents") String text) throws IOException {
        List<Finding> found = new ArrayList<>();
        try (Writer filter = REDACTOR.filter(Writer.nullWriter(), found::add)) {
            for (int i = 0; i < text.length(); i++) {
                filter.write(text, i, 1);
            }
        }
        Redaction whole = REDACTOR.inspect(text);
        assertEquals(REDACTOR.redact(text), whole.text());
        assertEquals(
                whole.findings().stream().sorted(BY_PLACE).toList(),
                found.stream().sorted(BY_PLACE).toList());
        found.forEach(finding ->
                assertTrue(0 <= finding.start() && finding.start() < finding.end() && finding.end() <= text.length()));
    }

    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::start).thenComparing(Finding::end).thenComparing(Finding::ruleId);

    @Test
    void aLineIsGivenOutAsSoonAsItEnds() throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = REDACTOR.filter(out)) {
            filter.write("one\n");
            assertEquals("one\n", out.toString());
            filter.write("token is " + TOKEN.substring(0, 20));
            filter.flush();
            assertEquals("one\n", out.toString());
            filter.write(TOKEN.substring(20) + "\n");
            assertEquals("one\ntoken is [REDACTED]\n", out.toString());
        }
    }

    @Test
    void aLongLineIsGivenOutInPartsAndNotHeld() throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = REDACTOR.filter(out)) {
            for (int i = 0; i < 100_000; i++) {
                filter.write("word ");
                assertTrue(5 * (i + 1) - out.getBuffer().length() < 50_000);
            }
        }
        assertEquals(500_000, out.getBuffer().length());
    }

    @Test
    void nothingOfAnOpenKeyIsGivenOut() throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = REDACTOR.filter(out)) {
            filter.write("a\n-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIGlRFz\n");
            filter.flush();
            assertEquals("a\n", out.toString());
            filter.write("MHcC\n-----END EC PRIVATE KEY-----\nb\n");
        }
        assertEquals("a\n[REDACTED]\nb\n", out.toString());
    }

    @Test
    void ofALongSecretInQuotesWhatStandsBesideItStays() throws IOException {
        String text = "x password=\"" + "ab c".repeat(200_000) + "\" tail\nnext " + TOKEN + "\n";
        String whole = REDACTOR.redact(text);
        assertEquals("x password=\"[REDACTED]\" tail\nnext [REDACTED]\n", whole);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += 1009) {
            pieces.add(text.substring(i, Math.min(text.length(), i + 1009)));
        }
        assertEquals(whole, written(pieces));
    }

    private static String written(List<String> pieces) throws IOException {
        StringWriter out = new StringWriter();
        try (Writer filter = REDACTOR.filter(out)) {
            for (String piece : pieces) {
                filter.write(piece);
            }
        }
        return out.toString();
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> ends = Arbitraries.of("\n", "\r\n", " \n", "\n\n", "");
        return HostileTexts.mixes().list().ofMaxSize(4).flatMap(lines -> ends.map(end -> String.join(end, lines)));
    }
}
