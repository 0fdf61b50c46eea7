package dev.praxis.redaction;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Walks a JSON value. The recursion is bounded, since values are nested at most {@link JsonValue#MAX_DEPTH} levels. */
final class JsonRedaction {

    private final Hiding hiding;
    private final EmbeddedText strings;

    JsonRedaction(Redactor redactor) {
        this.hiding = Hiding.with(redactor);
        this.strings = EmbeddedText.in(hiding);
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
        MemberNames names = new MemberNames(strings.names(), object.members().keySet());
        object.members().forEach((name, value) -> {
            if (value instanceof JsonString string) {
                names.saw(name, string.value());
            }
        });
        JsonObject.Builder redacted = JsonObject.builder();
        object.members().forEach((name, value) -> {
            String shown = names.shown(name);
            redacted.put(shown, names.hides(name, shown) ? hidden(value) : member(shown, value));
        });
        JsonObject result = redacted.build();
        return result.equals(object) ? object : result;
    }

    private JsonValue member(String name, JsonValue value) {
        if (value instanceof JsonNumber number) {
            String shown = strings.named(name, number.toString());
            return shown.equals(number.toString()) ? number : new JsonString(shown);
        }
        return value instanceof JsonString string ? shown(string, strings.redact(name, string.value())) : redact(value);
    }

    private JsonArray redact(JsonArray array) {
        List<JsonValue> redacted = new ArrayList<>(array.elements().size());
        ArgumentRedaction arguments = new ArgumentRedaction(hiding);
        for (JsonValue element : array.elements()) {
            redacted.add(redact(element, arguments));
        }
        return redacted.equals(array.elements()) ? array : JsonArray.of(redacted);
    }

    private JsonValue redact(JsonValue element, ArgumentRedaction arguments) {
        if (element instanceof JsonString string) {
            return shown(string, arguments.next(string.value(), strings.redact(string.value())));
        }
        JsonValue redacted = arguments.expectsSecret() ? hidden(element) : redact(element);
        arguments.skip();
        return redacted;
    }

    /** What stands in the place of a value that a name says is a secret; what is empty is none. */
    private JsonValue hidden(JsonValue value) {
        if (value instanceof JsonString string) {
            return new JsonString(hiding.named(string.value()));
        }
        boolean empty = value instanceof JsonNull
                || (value instanceof JsonArray array && array.elements().isEmpty())
                || (value instanceof JsonObject object && object.members().isEmpty());
        return empty ? value : new JsonString(hiding.whole(Hiding.NAMED, ""));
    }

    private static JsonString shown(JsonString string, String redacted) {
        return redacted.equals(string.value()) ? string : new JsonString(redacted);
    }
}
