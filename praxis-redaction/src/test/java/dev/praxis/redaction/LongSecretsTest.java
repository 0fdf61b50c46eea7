package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are longer than what is looked at in one piece: nothing of them is left, and nothing beside them goes. */
class LongSecretsTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final String BEGIN = "-----BEGIN RSA PRIVATE KEY-----\n";
    private static final String END = "-----END RSA PRIVATE KEY-----\n";
    private static final List<Integer> PIECES = List.of(61, 8191, 1 << 20);

    @DisplayName("of a key block of any length no line is left, and what stands around it stays")
    @ParameterizedTest
    @ValueSource(ints = {4000, 4033, 5000})
    void aLongKeyBlock(int lines) throws IOException {
        requireEverywhere(
                "before\n" + BEGIN + key(lines) + "QUJD\n" + END + "after it\n", "before\n[REDACTED]\nafter it\n");
    }

    @DisplayName("the END line is seen wherever the window of the engine ends in it")
    @Test
    void theEndLineMayStandWhereTheWindowEnds() {
        String key = key(5000);
        for (int length = (1 << 18) - 80; length < (1 << 18) + 10; length += 3) {
            String text = BEGIN + key.substring(0, length - BEGIN.length()) + "\n" + END + "after it\n";
            assertEquals("[REDACTED]\nafter it\n", REDACTOR.redact(text), "length " + length);
        }
    }

    @DisplayName("a long key block without an END line goes to its end")
    @Test
    void aLongKeyBlockThatWasCutOff() throws IOException {
        requireEverywhere("before\n" + BEGIN + key(20_000) + "QUJD", "before\n[REDACTED]");
    }

    @DisplayName("a long key block without an END line ends at a line that can be of no key")
    @Test
    void aLineThatCanBeOfNoKey() throws IOException {
        requireEverywhere(
                BEGIN + key(9000) + "QUJD\nthe next step was done\nand one more\n",
                "[REDACTED]the next step was done\nand one more\n");
    }

    @DisplayName("a long key is followed behind what a log puts before each of its lines, and with carriage returns")
    @Test
    void aLongKeyInALog() throws IOException {
        String log = (BEGIN + key(9000) + END).replaceAll("(?m)^(?=.)", "12:00:01 INFO step: ");
        requireEverywhere(log + "12:00:02 INFO done\n", "12:00:01 INFO step: [REDACTED]\n12:00:02 INFO done\n");
        requireEverywhere(
                (BEGIN + key(9000) + END).replace("\n", "\r\n") + "after it\r\n", "[REDACTED]\r\nafter it\r\n");
    }

    @DisplayName("a long key on one line, with escaped line feeds, goes whole")
    @Test
    void aLongKeyOnOneLine() throws IOException {
        String line = (BEGIN + key(9000) + END).replace("\n", "\\n");
        requireEverywhere("k: \"" + line + "\", next: 1\n", "k: \"[REDACTED]\\n\", next: 1\n");
    }

    @DisplayName("a header in quotes, as programs have it that look for keys, hides nothing of a long text")
    @Test
    void aHeaderThatIsOnlyMentioned() throws IOException {
        String text = "if (s.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {\n" + "    step(one, two);\n".repeat(30_000);
        requireEverywhere(text, text);
    }

    @DisplayName("of a value in quotes, however long, the name, the quotes and the text behind it stay")
    @ParameterizedTest
    @ValueSource(ints = {1000, 600_000})
    void aLongValueInQuotes(int length) throws IOException {
        String value = key(length / 65 + 1).replace('\n', ' ').substring(0, length);
        requireEverywhere("password=\"" + value + "\" tail words\n", "password=\"[REDACTED]\" tail words\n");
        requireEverywhere(
                "{\\\"password\\\":\\\"" + value + "\\\",\\\"user\\\":\\\"ada\\\"}\nnext",
                "{\\\"password\\\":\\\"[REDACTED]\\\",\\\"user\\\":\\\"ada\\\"}\nnext");
        requireEverywhere("password='" + value + "\\' more' tail\n", "password='[REDACTED]' tail\n");
    }

    @DisplayName("what stands before a long value stays, however long that is")
    @Test
    void whatStandsBeforeALongValue() throws IOException {
        String before = "x".repeat(1_000_000) + " ghp_0123456789abcdefghijABCDEFGHIJ012345 " + "a=".repeat(500_000);
        String value = key(8000).replace("\n", "");
        requireEverywhere(
                before + "password=" + value + "\nnext\n",
                "x".repeat(1_000_000) + " [REDACTED] " + "a=".repeat(500_000) + "password=[REDACTED]\nnext\n");
    }

    @DisplayName("what is found in a long text is found in the same places when it comes in pieces")
    @Test
    void places() throws IOException {
        String text = BEGIN + key(9000) + END + "token ghp_0123456789abcdefghijABCDEFGHIJ012345\n";
        List<Finding> found = new ArrayList<>();
        try (Writer filter = REDACTOR.filter(Writer.nullWriter(), found::add)) {
            for (int i = 0; i < text.length(); i += 1009) {
                filter.write(text, i, Math.min(1009, text.length() - i));
            }
        }
        assertEquals(REDACTOR.inspect(text).findings(), found);
        assertEquals(2, found.size());
        assertEquals(text.indexOf("ghp_"), found.get(1).start());
    }

    @DisplayName("among lines of JSON no line of a key is left either, and there is one line out for each line in")
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aKeyAmongLinesOfJson(String lineEnd) throws IOException {
        String body = "[REDACTED]\n".repeat(6001);
        String key = "Proc-Type: 4,ENCRYPTED\n" + key(6000);
        String last = "{\"b\":2,\"path\":\"/an/ordinary/path/that/is/quite/long\"}\nplain words, here\n";
        for (String end : List.of("-----END RSA PRIVATE KEY-----\n", "")) {
            String shown = lines(("{\"a\":1}\nfound " + BEGIN + key + end + last).replace("\n", lineEnd));
            String expected = "{\"a\":1}\nfound [REDACTED]\n" + body + (end.isEmpty() ? "" : "[REDACTED]\n") + last;
            assertTrue(expected.replace("\n", lineEnd).equals(shown), () -> excerpt(shown));
        }
    }

    private static String lines(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonFilter(REDACTOR)
                .lines(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        out,
                        (line, rule) -> assertTrue(line > 0));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void requireEverywhere(String text, String expected) throws IOException {
        String whole = REDACTOR.redact(text);
        assertTrue(expected.equals(whole), () -> "whole: " + excerpt(whole));
        assertEquals(expected, REDACTOR.redact(whole));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int piece : PIECES) {
            if (piece < 100 && text.length() > 500_000) {
                continue;
            }
            StringWriter out = new StringWriter();
            ByteArrayOutputStream byteOut = new ByteArrayOutputStream();
            try (Writer writer = REDACTOR.filter(out);
                    OutputStream stream = REDACTOR.filter(byteOut)) {
                for (int i = 0; i < text.length(); i += piece) {
                    writer.write(text, i, Math.min(piece, text.length() - i));
                    stream.write(bytes, i, Math.min(piece, text.length() - i));
                }
            }
            assertTrue(expected.contentEquals(out.getBuffer()), () -> "by " + piece + ": " + excerpt(out.toString()));
            assertTrue(expected.equals(byteOut.toString(StandardCharsets.UTF_8)), "bytes by " + piece);
        }
        StringWriter read = new StringWriter();
        try (Reader reader = REDACTOR.filter(new StringReader(text))) {
            reader.transferTo(read);
        }
        assertTrue(expected.contentEquals(read.getBuffer()), "reader");
    }

    private static String excerpt(String text) {
        return text.length() + " characters: "
                + (text.length() < 300 ? text : text.substring(0, 150) + " … " + text.substring(text.length() - 150));
    }

    private static String key(int lines) {
        byte[] random = new byte[48 * lines];
        new Random(lines).nextBytes(random);
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(random) + "\n";
    }
}
