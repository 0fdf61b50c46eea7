package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFilterTest {

    private static final String TOKEN = "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R";

    private static final JsonFilter FILTER = new JsonFilter(Redactor.standard());

    @DisplayName("a member whose name names a secret is hidden whole, whatever its type")
    @ParameterizedTest
    @ValueSource(strings = {"\"swordfish\"", "12345", "true", "[1,2]", "{\"a\":{\"b\":[\"c\"]}}"})
    void byName(String value) {
        assertEquals(
                "{\"user\":\"ada\",\"dbPassword\":\"[REDACTED]\",\"port\":5432}",
                FILTER.redact("{\"user\":\"ada\",\"dbPassword\":" + value + ",\"port\":5432}"));
    }

    @DisplayName("what nothing was found in comes back as the same instance, however it is written")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"a\" : 1.50e+3, \"b\":[ true, null,\"\\u0041\"] }",
                "{\"max_tokens\":4096}",
                "\"text\"",
                "[]",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":",
                "",
                "plain text"
            })
    void clean(String document) {
        assertSame(document, FILTER.redact(document));
    }

    @DisplayName("numbers stay as they were written, whatever a double would make of them")
    @Test
    void numbers() {
        assertEquals(
                "{\"a\":12345678901234567890123.450,\"b\":1E400,\"token\":\"[REDACTED]\"}",
                FILTER.redact("{\"a\":12345678901234567890123.450,\"b\":1E400,\"token\":\"s3cr3t\"}"));
    }

    @DisplayName("the value beside a name is hidden, whichever comes first")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"name\":\"DB_PASSWORD\",\"value\":\"swordfish\"}]",
                "[{\"value\":\"swordfish\",\"name\":\"DB_PASSWORD\"}]",
                "[{\"value\":\"swordfish\",\"note\":\"n\",\"key\":\"apiKey\"}]"
            })
    void namedElsewhere(String document) {
        String redacted = FILTER.redact(document);
        assertFalse(redacted.contains("swordfish"), redacted);
        assertFalse(redacted.contains("DB_PASS" + "[REDACTED]"), redacted);
    }

    @DisplayName(
            "an element is hidden when the one before it says that it is a secret, and not for being in a list of names")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['Cookie','sid=abc123def; theme=dark'] | ['Cookie','[REDACTED]']",
                "[['Authorization','Bearer abc'],['Accept','x']] | [['Authorization','[REDACTED]'],['Accept','x']]",
                "['Accept','Cookie','User-Agent'] | ['Accept','Cookie','User-Agent']",
                "['AKIAX4DQAJ3D5AMMGL54','5ZEEsHebXYSXNND1NNMT622NnbP4CGm9eSvmgIx4'] | ['[REDACTED]','[REDACTED]']"
            })
    void besideElement(String document, String expected) {
        assertEquals(expected.replace('\'', '"'), FILTER.redact(document.replace('\'', '"')));
    }

    @DisplayName("a text in Base64 is searched wherever it stands in a string, and stays when nothing is in it")
    @Test
    void encodedParts() {
        String data = "{\"a\":\"data:application/json;base64,%s\",\"b\":\"see %s here\"}";
        String settings = base64("DB_USER=bob\nDB_PASSWORD=q7Kx2mZ9w\n");
        String hidden = base64("DB_USER=bob\nDB_PASSWORD=[REDACTED]\n");
        assertEquals(data.formatted(hidden, hidden), FILTER.redact(data.formatted(settings, settings)));
        String plain = data.formatted(base64("a text with nothing to hide in it, and more of it"), "a/b/c");
        assertSame(plain, FILTER.redact(plain));
    }

    @DisplayName("the value beside a harmless name stays")
    @Test
    void namedHarmlessly() {
        String document = "[{\"value\":\"blue\",\"name\":\"COLOUR\"}]";
        assertSame(document, FILTER.redact(document));
    }

    @DisplayName("a secret in a string is replaced, in a name too, and no two members get one name")
    @Test
    void byValue() {
        assertEquals("[\"use [REDACTED] now\"]", FILTER.redact("[\"use " + TOKEN + " now\"]"));
        assertEquals(
                "{\"[REDACTED]\":1,\"[REDACTED] 2\":2}",
                FILTER.redact("{\"" + TOKEN + "\":1,\"" + TOKEN.replace('0', '1') + "\":2}"));
    }

    @DisplayName("an array is read as an argument vector")
    @Test
    void arguments() {
        assertEquals(
                "[\"mysql\",\"-p[REDACTED]\",\"--token\",\"[REDACTED]\"]",
                FILTER.redact("[\"mysql\",\"-psw0rdfish\",\"--token\",\"x\"]"));
    }

    @DisplayName("what is empty is no secret, and nothing is said to have been found")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"secret\":[ ] }",
                "{\"secret\":{},\"n\":[1,[]]}",
                "{\"password\":\"\",\"user\":\"ada\"}",
                "{\"token\":null}",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"\"}",
                "{\"value\":\"\",\"name\":\"DB_PASSWORD\"}",
                "[\"--password\",null,\"--token\",[],\"--secret\",\"\"]",
                "{\"body\":\"user=ada&password=&x=1\"}"
            })
    void emptiness(String document) throws IOException {
        assertSame(document, FILTER.redact(document));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILTER.lines(
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                out,
                (line, rule) -> fail("found " + rule));
        assertEquals(document, out.toString(StandardCharsets.UTF_8));
    }

    @DisplayName("what is not empty goes whole, however it is nested")
    @ParameterizedTest
    @ValueSource(strings = {"[[]]", "[null]", "{\"a\":[[],{\"b\":{}}],\"c\":1}", "[{},[1,2],3]", "0", "false", "\" \""})
    void noEmptiness(String value) {
        assertEquals(
                "{\"password\":\"[REDACTED]\",\"n\":[1]}", FILTER.redact("{\"password\":" + value + ",\"n\":[1]}"));
    }

    @DisplayName("behind a flag with its value attached the next argument is no value")
    @ParameterizedTest
    @ValueSource(strings = {"secret9", "password", "topsecret", "x"})
    void attachedValues(String password) {
        String shown = "[REDACTED]";
        assertEquals(
                "{\"argv\":[\"mysql\",\"-u\",\"root\",\"-p" + shown + "\",\"shop\"]}",
                FILTER.redact("{\"argv\":[\"mysql\",\"-u\",\"root\",\"-p" + password + "\",\"shop\"]}"));
        assertEquals(
                List.of("mysql", "-u", "root", "-p" + shown, "shop"),
                Redactor.standard().redactArguments(List.of("mysql", "-u", "root", "-p" + password, "shop")));
        assertEquals(
                "run mysql -u root -p" + shown + " shop now",
                Redactor.standard().redact("run mysql -u root -p" + password + " shop now"));
    }

    @DisplayName("JSON inside a string stays JSON")
    @Test
    void jsonInString() {
        assertEquals(
                "{\"body\":\"{\\\"password\\\":\\\"[REDACTED]\\\",\\\"n\\\":[1]}\"}",
                FILTER.redact("{\"body\":\"{\\\"password\\\":12345,\\\"n\\\":[1]}\"}"));
    }

    @DisplayName("a form inside a string is decoded, and only what held a secret is encoded anew")
    @ParameterizedTest
    @CsvSource({
        "user=a%20b&p%61ssword=sw0rd%26fish&x=1, user=a%20b&p%61ssword=[REDACTED]&x=1",
        "note=use%20ghp%5F0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R%21&x=%7E, note=use+[REDACTED]%21&x=%7E"
    })
    void formInString(String form, String redacted) {
        assertEquals("{\"body\":\"" + redacted + "\"}", FILTER.redact("{\"body\":\"" + form + "\"}"));
    }

    @DisplayName("Base64 of a text stays Base64 of a text")
    @Test
    void base64InString() {
        String redacted = FILTER.redact("{\"data\":\"" + base64("{\"password\":\"swordfish\",\"port\":1}") + "\"}");
        assertEquals("{\"data\":\"" + base64("{\"password\":\"[REDACTED]\",\"port\":1}") + "\"}", redacted);
    }

    @DisplayName("what is encoded too often is hidden whole")
    @Test
    void layers() {
        String inner = "note: nothing to see here";
        for (int layer = 0; layer < EmbeddedText.MAX_LAYERS; layer++) {
            inner = base64(inner);
        }
        assertEquals("[\"" + inner + "\"]", FILTER.redact("[\"" + inner + "\"]"));
        assertEquals("[REDACTED]", decodedFully(FILTER.redact("[\"" + base64(inner) + "\"]")));
    }

    @DisplayName("what is nested too deep is hidden whole, and does not overflow the stack")
    @Test
    void depth() {
        int bound = JsonFilter.MAX_DEPTH;
        String fits = "[".repeat(bound) + "\"a\"" + "]".repeat(bound);
        assertSame(fits, FILTER.redact(fits));
        assertEquals(
                "[".repeat(bound) + "\"[REDACTED]\"" + "]".repeat(bound),
                FILTER.redact("[".repeat(100_000) + "\"a\"" + "]".repeat(100_000)));
    }

    @DisplayName("half of a surrogate pair, which has no UTF-8, stays an escape")
    @Test
    void surrogates() {
        assertEquals(
                "{\"a\":\"\\ud83d \uD83D\uDE00 [REDACTED]\"}",
                FILTER.redact("{\"a\":\"\\ud83d \\ud83d\\ude00 " + TOKEN + "\"}"));
    }

    @DisplayName("a second time changes nothing")
    @Test
    void idempotent() {
        String once = FILTER.redact(
                "{\"password\":{\"a\":1},\"b\":\"p%61ssword=x%20y&z=" + TOKEN + "\",\"c\":[\"--token\",\"x\"]}");
        assertSame(once, FILTER.redact(once));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodedFully(String document) {
        String text = document.substring(2, document.length() - 2);
        while (Base64Text.decode(text).isPresent()) {
            text = Base64Text.decode(text).orElseThrow().text();
        }
        return text;
    }

    @DisplayName("a name that was met before says the same as the first time, and a secret in it goes each time")
    @Test
    void knownNames() throws IOException {
        String line = "{\"password\":\"a b\",\"user\":\"ada\",\"" + TOKEN + "\":1,\"in\":{\"user\":\"password\"}}\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> found = new ArrayList<>();
        FILTER.lines(
                new ByteArrayInputStream(line.repeat(3).getBytes(StandardCharsets.UTF_8)),
                out,
                (number, rule) -> found.add(number + " " + rule));
        assertEquals(
                "{\"password\":\"[REDACTED]\",\"user\":\"ada\",\"[REDACTED]\":1,\"in\":{\"user\":\"password\"}}\n"
                        .repeat(3),
                out.toString(StandardCharsets.UTF_8));
        assertEquals(
                List.of(
                        "1 secret-name",
                        "1 github-personal-token",
                        "2 secret-name",
                        "2 github-personal-token",
                        "3 secret-name",
                        "3 github-personal-token"),
                found);
    }

    @DisplayName("a line that holds the character that stands for what is no text is text all the same")
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\ufffd\",\"token\":7}", "{\"a\":\"\u00e9\",\"token\":7}"})
    void replacementCharacter(String line) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILTER.lines(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), out, (number, rule) -> {});
        assertEquals(line.replace("7", "\"[REDACTED]\""), out.toString(StandardCharsets.UTF_8));
    }
}
