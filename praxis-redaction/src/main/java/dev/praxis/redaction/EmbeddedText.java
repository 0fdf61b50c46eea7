package dev.praxis.redaction;

import java.util.Optional;

/**
 * Redacts a string that may hold another document: JSON, a form, or the Base64 of a text; and that one another. Immutable.
 */
final class EmbeddedText {

    /** How many documents may stand inside each other before the rest is hidden. */
    static final int MAX_LAYERS = 4;

    private final Redactor redactor;
    private final int layer;

    private EmbeddedText(Redactor redactor, int layer) {
        this.redactor = redactor;
        this.layer = layer;
    }

    static EmbeddedText in(Redactor redactor) {
        return new EmbeddedText(redactor, 0);
    }

    /** What is one layer further in. */
    EmbeddedText inner() {
        return new EmbeddedText(redactor, layer + 1);
    }

    Redactor redactor() {
        return redactor;
    }

    /** The string without secrets; the same instance if there was none. */
    String redact(String text) {
        String shown = document(text);
        String plain = redactor.redact(shown);
        return plain.equals(text) ? text : plain;
    }

    private String document(String text) {
        if (text.length() < 4) {
            return text;
        }
        if (JsonFilter.looksLikeContainer(text)) {
            return layer == MAX_LAYERS
                    ? Redactor.MARKER
                    : JsonFilter.redact(this.inner(), text).orElse(text);
        }
        if (FormText.looksLikeForm(text)) {
            return layer == MAX_LAYERS ? Redactor.MARKER : FormText.redact(this.inner(), text);
        }
        Optional<Base64Text> decoded = Base64Text.decode(text);
        if (decoded.isEmpty()) {
            return text;
        }
        return layer == MAX_LAYERS
                ? Redactor.MARKER
                : decoded.get().with(inner().redact(decoded.get().text()));
    }
}
