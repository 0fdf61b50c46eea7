package dev.praxis.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Redacts JSON text (RFC 8259) without building a tree of it: the whole value of a member whose name names a secret, of
 * whatever type, and every secret in a string or a member name. What is nested deeper than {@value #MAX_DEPTH} levels is
 * replaced whole.
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonFilter {

    /** How many objects and arrays may stand inside each other before the rest is hidden. */
    public static final int MAX_DEPTH = 64;

    /** How long a line may be, in bytes; of a longer one nothing is shown. */
    public static final int MAX_LINE_BYTES = 1 << 24;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // The message must not show the input, which may hold a secret.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Redactor redactor;

    /**
     * A filter.
     *
     * @param redactor what finds the secrets
     */
    public JsonFilter(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Redacts a document. What is not JSON, or more than one document, is redacted as text.
     *
     * @param document JSON, or any text
     * @return the document without secrets; the same instance if there was none
     */
    public String redact(String document) {
        EmbeddedText strings = EmbeddedText.in(Hiding.with(redactor));
        return json(strings, document).orElseGet(() -> strings.hiding().text(document));
    }

    /** The text without secrets, the same instance if there was none; nothing if it is not JSON. */
    static Optional<String> json(EmbeddedText strings, String text) {
        return beginsLikeJson(text) ? redact(strings, text) : Optional.empty();
    }

    /** The document without secrets, the same instance if there was none; nothing if it is not JSON. */
    static Optional<String> redact(EmbeddedText strings, String document) {
        StringWriter out = new StringWriter(document.length());
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document);
                JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            if (in.nextToken() == null) {
                return Optional.empty();
            }
            JsonCopy copy = new JsonCopy(strings, in, to);
            copy.value();
            if (in.nextToken() != null) {
                return Optional.empty();
            }
            to.flush();
            return Optional.of(copy.isRedacted() ? WellFormed.json(out.toString()) : document);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Copies the value at which a parser stands, or the next one, without its secrets. May block as the parser and the
     * generator do.
     *
     * @param in where the value is read
     * @param out where it is written; not flushed
     * @throws JacksonException if the input is not JSON, or either fails; then part of the value may have been written,
     *     without secrets
     */
    public void copy(JsonParser in, JsonGenerator out) {
        if (in.currentToken() == null && in.nextToken() == null) {
            return;
        }
        new JsonCopy(EmbeddedText.in(Hiding.with(redactor)), in, out).value();
    }

    /**
     * Copies lines of which each is a JSON document, without their secrets: one line out for each line in, in the same order. A
     * line that is not JSON is redacted as text; one that is not UTF-8 too, and what is no secret in it comes through byte for
     * byte. A line without a secret is copied as it is. Blocks as the streams do; what was read is handed on before it waits for
     * more.
     *
     * @param in has the lines, in UTF-8; read to its end, not closed
     * @param out takes the lines; flushed, not closed
     * @param findings is told what was replaced
     * @throws IOException if reading or writing fails; then what was written are whole lines, and perhaps a part of one
     */
    public void lines(InputStream in, OutputStream out, LineFindings findings) throws IOException {
        new JsonLines(redactor, out, findings).copy(in);
    }

    /** Spares the parser what it would refuse; a number or a literal is the same as text. */
    private static boolean beginsLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return c == '{' || c == '[' || c == '"';
            }
        }
        return false;
    }

    /** Whether a text begins and ends as an object or an array does. */
    static boolean looksLikeContainer(String text) {
        String inner = text.strip();
        return inner.length() > 1
                && ((inner.charAt(0) == '{' && inner.endsWith("}")) || (inner.charAt(0) == '[' && inner.endsWith("]")));
    }
}
