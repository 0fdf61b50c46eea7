package dev.praxis.audit;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes arguments for an audit record of whatever a host has. It never fails: what JSON cannot hold, what contains itself, what is
 * too deep, too much or throws is replaced by a text in brackets that says so, so that hostile arguments cannot keep a record from
 * being written. The result is not redacted; the log does that. Thread-safe, as far as the arguments are not changed meanwhile;
 * what comes of a change is a text in brackets, too.
 */
public final class AuditArguments {

    /** How deep arguments can be; a record adds to that. */
    private static final int DEEPEST = 32;

    /** How many values are looked at. */
    private static final int MOST_VALUES = 10_000;

    /** Longer texts are cut before the log looks at them. */
    private static final int LONGEST_TEXT = 1 << 16;

    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private AuditArguments() {}

    /**
     * Converts a map: maps become objects, iterables and arrays of objects become arrays, numbers, booleans, texts and
     * {@link JsonValue}s stay what they are, everything else becomes its {@code toString}.
     *
     * @param arguments the map; keys that are no texts become their {@code toString}
     * @return the arguments
     */
    public static JsonObject of(Map<?, ?> arguments) {
        return new AuditArguments().value(arguments) instanceof JsonObject object
                ? object
                : JsonObject.builder().put("arguments", "[not readable]").build();
    }

    private JsonValue value(@Nullable Object value) {
        if (++values > MOST_VALUES) {
            return new JsonString("[more values than are recorded]");
        }
        try {
            return converted(value);
        } catch (RuntimeException | StackOverflowError e) {
            return new JsonString("[" + e.getClass().getSimpleName() + "]");
        }
    }

    private JsonValue converted(@Nullable Object value) {
        if (value == null) {
            return JsonNull.NULL;
        }
        if (value instanceof JsonValue json) {
            return json.depth() + above.size() > DEEPEST ? new JsonString("[too deep]") : json;
        }
        if (value instanceof Boolean bool) {
            return JsonBoolean.of(bool);
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return JsonNumber.of(((Number) value).longValue());
        }
        if (value instanceof Map<?, ?> map) {
            return within(map, () -> object(map));
        }
        if (value instanceof Iterable<?> many) {
            return within(many, () -> array(many));
        }
        if (value instanceof Object[] many) {
            return within(many, () -> array(Arrays.asList(many)));
        }
        return new JsonString(text(value));
    }

    /** What contains itself ends where it is met again. */
    private JsonValue within(Object container, Supplier<JsonValue> content) {
        if (above.size() >= DEEPEST) {
            return new JsonString("[too deep]");
        }
        if (!above.add(container)) {
            return new JsonString("[contains itself]");
        }
        try {
            return content.get();
        } finally {
            above.remove(container);
        }
    }

    private JsonValue object(Map<?, ?> map) {
        Map<String, JsonValue> members = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (values > MOST_VALUES) {
                members.put("[more]", new JsonString("[more values than are recorded]"));
                break;
            }
            members.put(key(entry.getKey()), value(entry.getValue()));
        }
        return JsonObject.of(members);
    }

    private static String key(@Nullable Object key) {
        try {
            return text(key);
        } catch (RuntimeException | StackOverflowError e) {
            return "[" + e.getClass().getSimpleName() + "]";
        }
    }

    private JsonValue array(Iterable<?> many) {
        List<JsonValue> elements = new ArrayList<>();
        for (Object each : many) {
            elements.add(value(each));
            if (values > MOST_VALUES) {
                break;
            }
        }
        return JsonArray.of(elements);
    }

    private static String text(@Nullable Object value) {
        String text = String.valueOf(value);
        boolean isLong = text.length() > LONGEST_TEXT;
        return Elision.representable(
                isLong ? text.substring(0, LONGEST_TEXT) + "… [" + text.length() + " characters]" : text);
    }
}
