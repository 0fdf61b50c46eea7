package dev.praxis.redaction;

import java.io.StringWriter;
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
        if (!startsLikeJson(document)) {
            return redactor.redact(document);
        }
        StringWriter out = new StringWriter(document.length());
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), document);
                JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            JsonCopy copy = new JsonCopy(redactor, in, to);
            in.nextToken();
            copy.value();
            if (in.nextToken() != null) {
                return redactor.redact(document);
            }
            to.flush();
            return copy.isRedacted() ? WellFormed.json(out.toString()) : document;
        } catch (JacksonException e) {
            return redactor.redact(document);
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
        new JsonCopy(redactor, in, out).value();
    }

    private static boolean startsLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return c == '{' || c == '[' || c == '"';
            }
        }
        return false;
    }
}
