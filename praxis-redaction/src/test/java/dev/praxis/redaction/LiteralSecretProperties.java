package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LiteralSecretProperties {

    private static final Redactor REDACTOR = Redactor.standard();

    @Property(tries = 100)
    void aKnownSecretIsFoundInEveryForm(@ForAll("secrets") String secret, @ForAll("around") String around) {
        Redactor redactor = REDACTOR.withSecrets(List.of(secret));
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        for (String form : List.of(
                secret,
                HexFormat.of().formatHex(utf8),
                HexFormat.of().withUpperCase().formatHex(utf8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~"),
                secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))) {
            String redacted = redactor.redact("<" + around + form + around + ">");
            assertFalse(redacted.contains(form), redacted);
        }
    }

    @Property(tries = 200)
    void base64OfMoreThanTheSecretIsRecognised(
            @ForAll("secrets") String secret,
            @ForAll @IntRange(max = 5) int before,
            @ForAll @IntRange(max = 5) int after) {
        Redactor redactor = REDACTOR.withSecrets(List.of(secret));
        byte[] bytes = ("u".repeat(before) + secret + "v".repeat(after)).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String text = encoder.encodeToString(bytes);
            String redacted = redactor.redact("x " + text);
            for (int i = 0; i + 12 <= text.length(); i++) {
                int from = i;
                boolean secretBits = 6 * i >= 8 * before && 6 * (i + 12) <= 8 * (bytes.length - after);
                assertFalse(secretBits && redacted.contains(text.substring(from, from + 12)), redacted);
            }
        }
    }

    @Test
    void eachLineOfALongSecretIsFoundAndTheRestStays() {
        Redactor redactor = REDACTOR.withSecrets(List.of("first-line-of-it\nsecond-line-of-it"));
        assertEquals("a [REDACTED] b\n[REDACTED]\n", redactor.redact("a second-line-of-it b\nfirst-line-of-it\n"));
        assertEquals("first-line-of-it", REDACTOR.redact("first-line-of-it"));
    }

    @Test
    void aSecretThatIsNotInAsciiIsFoundInBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream filter =
                REDACTOR.withSecrets(List.of("Zürich-é-hütte")).filter(out)) {
            filter.write("x Zürich-é-hütte y\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("x [REDACTED] y\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretThatIsTooShortIsRefused() {
        InvalidArgumentException e =
                assertThrows(InvalidArgumentException.class, () -> REDACTOR.withSecrets(List.of("qzxwv")));
        assertFalse(String.valueOf(e.getMessage()).contains("qzxwv"));
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars("éßあ/+ \n")
                .ofMinLength(12)
                .ofMaxLength(60)
                .map(text -> "q" + text + "z");
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.of("", " ", "\"", "a", "=", "é");
    }
}
