package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.praxis.api.redaction.RedactionRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptedSecretsTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final String HEAD = "ghp_0123456789ab";
    private static final String TAIL = "cdefghijABCDEFGHIJ012345";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u001b[0m",
                "\u001b[1;31m",
                "\\\n",
                "\\\r\n",
                "\n",
                "\r\n",
                "\r"
            })
    void whatNobodySeesDoesNotHideASecret(String interruption) throws IOException {
        String text = "a " + HEAD + interruption + TAIL + " b\nc\n";
        assertEquals("a [REDACTED] b\nc\n", REDACTOR.redact(text));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream filter = REDACTOR.filter(out)) {
            filter.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("a [REDACTED] b\nc\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretIsFoundWhateverOtherInterruptionsItsLineHas() {
        assertEquals(
                "\u001b[32mINFO\u001b[0m token [REDACTED]\u001b[0m \u001b[1mdone\u001b[0m",
                REDACTOR.redact("\u001b[32mINFO\u001b[0m token ghp_\u001b[1m0123456789ab" + TAIL
                        + "\u001b[0m \u001b[1mdone\u001b[0m"));
    }

    @Test
    void aWordOnTheNextLineIsNoPartOfWhatANameAnnounces() {
        String text = "datadog: 45e2daa70591a6e9eecf6110\nfaced00dfeed more";
        assertSame(text, REDACTOR.redact(text));
    }

    @Test
    void aSecretHasOneFingerprintInCharactersAndInBytes() throws IOException {
        Redactor redactor = Redactor.builder()
                .replacement(Replacement.fingerprint("k1", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)))
                .build();
        for (String secret : new String[] {"pässwört-und-noch-mehr", "пароль-и-ещё-немного", "sixteen-bytes-€"}) {
            String text = "password=" + secret + "\n";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream filter = redactor.filter(out)) {
                filter.write(text.getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(redactor.redact(text), out.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void ordinaryTextWithThemStaysTheSame() {
        for (String text : new String[] {
            "\u001b[32mINFO\u001b[0m all is well\u200b here\n",
            "run a \\\n  --verbose \\\n  b\n",
            "\ufeffname,value\r\n"
        }) {
            assertSame(text, REDACTOR.redact(text));
        }
    }

    /** Found by the fuzz test: the escape and the marker were taken for a control sequence, and half of the marker stayed. */
    @Test
    void anEscapeBeforeAMarkerIsNoControlSequence() {
        Redactor strict = Redactor.builder().tier(RedactionRule.Tier.STRICT).build();
        String hash = "7eea008e9d2c58ba7c6347ef";
        String once = strict.redact("st_k1e1ed60fe.7U\u001bst_k1e1ed60fe." + hash + "\ufffd!");
        assertEquals("st_k1e1ed60fe.7U\u001b[REDACTED]\ufffd!", once);
        assertSame(once, strict.redact(once));
    }
}
