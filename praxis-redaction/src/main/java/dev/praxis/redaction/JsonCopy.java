package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.SecretNames;
import java.util.HashSet;
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

    private final Redactor redactor;
    private final JsonParser in;
    private final JsonGenerator out;
    private int depth;
    private boolean redacted;

    JsonCopy(Redactor redactor, JsonParser in, JsonGenerator out) {
        this.redactor = redactor;
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
            case VALUE_STRING -> string(in.getString(), redactor.redact(in.getString()));
            default -> scalar();
        }
    }

    private void nested(Runnable container) {
        if (depth == JsonFilter.MAX_DEPTH) {
            hide();
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
        ArgumentRedaction arguments = new ArgumentRedaction(redactor);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                string(in.getString(), arguments.next(in.getString()));
                continue;
            }
            if (arguments.expectsSecret()) {
                hide();
            } else {
                value();
            }
            arguments.skip();
        }
        out.writeEndArray();
    }

    /** The members of one object. */
    private final class Members {

        private final Set<String> taken = new HashSet<>();
        private boolean namesSecret;
        private @Nullable String heldName;
        private String held = "";

        void member() {
            String name = in.currentName();
            String shown = shownName(name);
            JsonToken token = in.nextToken();
            boolean isValue = name.equalsIgnoreCase("value");
            if (SecretNames.isSecret(name) || SecretNames.isSecret(shown) || (isValue && namesSecret)) {
                out.writeName(shown);
                hide();
            } else if (isValue && token == JsonToken.VALUE_STRING && heldName == null) {
                heldName = shown;
                held = in.getString();
            } else {
                namesSecret |= isNaming(name, token);
                out.writeName(shown);
                value();
            }
        }

        /** The {@code "name": "DB_PASSWORD"} beside which a {@code "value"} is secret; the value may come first. */
        private boolean isNaming(String name, JsonToken token) {
            return token == JsonToken.VALUE_STRING
                    && (name.equals("name") || name.equals("key"))
                    && SecretNames.isSecret(in.getString());
        }

        void end() {
            if (heldName != null) {
                out.writeName(heldName);
                string(held, namesSecret ? Redactor.MARKER : redactor.redact(held));
            }
        }

        private String shownName(String name) {
            String shown = redactor.redact(name);
            if (!shown.equals(name)) {
                redacted = true;
                String free = shown;
                for (int number = 2; !taken.add(free); number++) {
                    free = shown + " " + number;
                }
                return free;
            }
            return name;
        }
    }

    private void string(String was, String shown) {
        redacted |= !shown.equals(was);
        out.writeString(shown);
    }

    private void hide() {
        redacted |=
                in.currentToken() != JsonToken.VALUE_STRING || !in.getString().equals(Redactor.MARKER);
        in.skipChildren();
        out.writeString(Redactor.MARKER);
    }

    private void scalar() {
        if (in.currentToken().isNumeric()) {
            out.writeNumber(in.getString()); // as it was written, whatever a double would make of it
        } else {
            out.copyCurrentEvent(in);
        }
    }
}
