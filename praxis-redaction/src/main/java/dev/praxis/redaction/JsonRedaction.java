package dev.praxis.redaction;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.redaction.internal.context.SecretNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks a JSON value. The recursion is bounded, since values are nested at most {@link JsonValue#MAX_DEPTH} levels. */
final class JsonRedaction {

    private static final JsonString HIDDEN = new JsonString(Redactor.MARKER);

    private final Redactor redactor;

    JsonRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    JsonValue redact(JsonValue value) {
        if (value instanceof JsonObject object) {
            return redact(object);
        }
        if (value instanceof JsonArray array) {
            return redact(array);
        }
        return value instanceof JsonString string ? shown(string, redactor.redact(string.value())) : value;
    }

    JsonObject redact(JsonObject object) {
        Map<String, String> names = redactedNames(object);
        boolean pair = namesSecretElsewhere(object);
        JsonObject.Builder redacted = JsonObject.builder();
        object.members().forEach((name, value) -> {
            String shown = names.getOrDefault(name, name);
            boolean hidden = SecretNames.isSecret(name)
                    || SecretNames.isSecret(shown)
                    || (pair && name.equalsIgnoreCase("value"));
            redacted.put(shown, hidden ? HIDDEN : redact(value));
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
            return shown(string, arguments.next(string.value()));
        }
        JsonValue redacted = arguments.expectsSecret() ? HIDDEN : redact(element);
        arguments.skip();
        return redacted;
    }

    private static JsonString shown(JsonString string, String redacted) {
        return redacted.equals(string.value()) ? string : new JsonString(redacted);
    }

    /** The members whose names hold a secret, and names for them that nothing else has. */
    private Map<String, String> redactedNames(JsonObject object) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>(object.members().keySet());
        int number = 1;
        for (String name : object.members().keySet()) {
            String redacted = redactor.redact(name);
            if (!redacted.equals(name)) {
                String free = redacted;
                while (!taken.add(free)) {
                    number++; // never starts again, so that many such names cost no more than few
                    free = redacted + " " + number;
                }
                names.put(name, free);
            }
        }
        return names;
    }

    /** The {@code {"name": "DB_PASSWORD", "value": …}} of environment lists and form fields. */
    private static boolean namesSecretElsewhere(JsonObject object) {
        return object.string("name")
                .or(() -> object.string("key"))
                .filter(SecretNames::isSecret)
                .isPresent();
    }
}
