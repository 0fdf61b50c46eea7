package dev.praxis.redaction;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Walks a JSON value. The recursion is bounded, since values are nested at most {@link JsonValue#MAX_DEPTH} levels. */
final class JsonRedaction {

    private static final JsonString HIDDEN = new JsonString(Redactor.MARKER);

    private final Redactor redactor;
    private final EmbeddedText strings;

    JsonRedaction(Redactor redactor) {
        this.redactor = redactor;
        this.strings = EmbeddedText.in(redactor);
    }

    JsonValue redact(JsonValue value) {
        if (value instanceof JsonObject object) {
            return redact(object);
        }
        if (value instanceof JsonArray array) {
            return redact(array);
        }
        return value instanceof JsonString string ? shown(string, strings.redact(string.value())) : value;
    }

    JsonObject redact(JsonObject object) {
        MemberNames names = new MemberNames(redactor, object.members().keySet());
        object.members().forEach((name, value) -> {
            if (value instanceof JsonString string) {
                names.saw(name, string.value());
            }
        });
        JsonObject.Builder redacted = JsonObject.builder();
        object.members().forEach((name, value) -> {
            String shown = names.shown(name);
            redacted.put(shown, names.hides(name, shown) ? HIDDEN : redact(value));
        });
        JsonObject result = redacted.build();
        return result.equals(object) ? object : result;
    }

    private JsonArray redact(JsonArray array) {
        List<JsonValue> redacted = new ArrayList<>(array.elements().size());
        ArgumentRedaction arguments = new ArgumentRedaction(redactor);
        for (JsonValue element : array.elements()) {
            redacted.add(redact(element, arguments));
        }
        return redacted.equals(array.elements()) ? array : JsonArray.of(redacted);
    }

    private JsonValue redact(JsonValue element, ArgumentRedaction arguments) {
        if (element instanceof JsonString string) {
            return shown(string, arguments.next(strings.redact(string.value())));
        }
        JsonValue redacted = arguments.expectsSecret() ? HIDDEN : redact(element);
        arguments.skip();
        return redacted;
    }

    private static JsonString shown(JsonString string, String redacted) {
        return redacted.equals(string.value()) ? string : new JsonString(redacted);
    }
}
