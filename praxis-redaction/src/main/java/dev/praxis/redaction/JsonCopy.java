package dev.praxis.redaction;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Copies one JSON value from a parser to a generator without its secrets. The recursion is bounded, since what is nested
 * too deep is skipped. Confined to one thread.
 */
final class JsonCopy {

    private final EmbeddedText strings;
    private final JsonParser in;
    private final JsonGenerator out;
    private int depth;
    private boolean redacted;

    JsonCopy(EmbeddedText strings, JsonParser in, JsonGenerator out) {
        this.strings = strings;
        this.in = in;
        this.out = out;
    }

    /** Whether something was replaced. */
    boolean isRedacted() {
        return redacted;
    }

    /** Copies the value at whose first token the parser stands; the parser then stands at its last. */
    void value() {
        switch (in.currentToken()) {
            case START_OBJECT -> nested(this::object);
            case START_ARRAY -> nested(this::array);
            case VALUE_STRING -> string(in.getString(), strings.redact(in.getString()));
            default -> scalar();
        }
    }

    private void nested(Runnable container) {
        if (depth == JsonFilter.MAX_DEPTH) {
            hide(Hiding.TOO_DEEP);
            in.skipChildren();
        } else {
            depth++;
            container.run();
            depth--;
        }
    }

    private void object() {
        out.writeStartObject();
        Members members = new Members();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            members.member();
        }
        members.end();
        out.writeEndObject();
    }

    private void array() {
        out.writeStartArray();
        ArgumentRedaction arguments = new ArgumentRedaction(strings.hiding());
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                string(in.getString(), arguments.next(in.getString(), strings.redact(in.getString())));
                continue;
            }
            if (arguments.expectsSecret()) {
                hideNamed();
            } else {
                value();
            }
            arguments.skip();
        }
        out.writeEndArray();
    }

    /** The members of one object. */
    private final class Members {

        private final MemberNames names = new MemberNames(strings.names(), Set.of());
        private @Nullable String heldName;
        private String held = "";

        void member() {
            String name = in.currentName();
            String shown = names.shown(name);
            redacted |= !shown.equals(name);
            JsonToken token = in.nextToken();
            if (names.hides(name, shown)) {
                out.writeName(shown);
                hideNamed();
            } else if (token == JsonToken.VALUE_STRING && MemberNames.isValue(name) && heldName == null) {
                heldName = shown; // the member that names it may come later
                held = in.getString();
            } else {
                out.writeName(shown);
                if (token == JsonToken.VALUE_STRING) {
                    names.saw(name, in.getString());
                    string(in.getString(), strings.redact(shown, in.getString()));
                } else if (token.isNumeric()) {
                    number(in.getString(), strings.named(shown, in.getString()));
                } else {
                    value();
                }
            }
        }

        void end() {
            if (heldName != null) {
                out.writeName(heldName);
                string(
                        held,
                        names.hides("value", "value") ? strings.hiding().named(held) : strings.redact(heldName, held));
            }
        }
    }

    private void string(String was, String shown) {
        redacted |= !shown.equals(was);
        out.writeString(shown);
    }

    /** Hides a value that a name says is a secret, unless it is empty. */
    private void hideNamed() {
        switch (in.currentToken()) {
            case VALUE_NULL -> out.writeNull();
            case VALUE_STRING -> string(in.getString(), strings.hiding().named(in.getString()));
            case START_OBJECT, START_ARRAY -> hideNamedContainer(in.currentToken() == JsonToken.START_ARRAY);
            default -> hide(Hiding.NAMED);
        }
    }

    private void hideNamedContainer(boolean array) {
        if (!in.nextToken().isStructEnd()) {
            while (!in.currentToken().isStructEnd()) {
                in.skipChildren();
                in.nextToken();
            }
            hide(Hiding.NAMED);
        } else if (array) {
            out.writeStartArray();
            out.writeEndArray();
        } else {
            out.writeStartObject();
            out.writeEndObject();
        }
    }

    /** A number, or a string in its place when it is a secret, as a pin is. */
    private void number(String was, String shown) {
        if (shown.equals(was)) {
            scalar();
        } else {
            string(was, shown);
        }
    }

    private void hide(String ruleId) {
        redacted = true;
        out.writeString(strings.hiding().whole(ruleId, ""));
    }

    private void scalar() {
        if (in.currentToken().isNumeric()) {
            out.writeNumber(in.getString()); // as it was written, whatever a double would make of it
        } else {
            out.copyCurrentEvent(in);
        }
    }
}
