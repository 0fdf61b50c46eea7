package dev.praxis.redaction;

import dev.praxis.api.json.JsonValue;
import dev.praxis.redaction.internal.context.StandIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies values of Java without their secrets, as {@link JsonRedaction} those of JSON. What is a value of nobody knows whom is
 * asked for its text once, and only the copy of that is given on. Serves one copy; confined to one thread.
 */
final class ValueRedaction {

    /** The rule for what throws when it is read. */
    static final String UNREADABLE = "unreadable";

    /** More values than this are hidden: a few collections that hold each other many times can be more than there is memory. */
    static final int MOST_VALUES = 1 << 20;

    private final Redactor redactor;
    private final Hiding hiding;
    private final EmbeddedText strings;
    /** The collections that are being copied, the one in the other. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private int values;

    ValueRedaction(Redactor redactor) {
        this.redactor = redactor;
        this.hiding = Hiding.with(redactor);
        this.strings = EmbeddedText.in(hiding);
    }

    /** An unmodifiable copy of a map; of one that cannot be read the empty map. */
    Map<String, @Nullable Object> redact(Map<?, ?> map) {
        return nested(map, () -> members(map)) instanceof Map<?, ?> copy ? named(copy) : Map.of();
    }

    /** An unmodifiable copy of a list; of one that cannot be read, what stands in its place alone. */
    List<@Nullable Object> redact(List<?> list) {
        Object copy = nested(list, () -> elements(list));
        return copy instanceof List<?> read ? Collections.unmodifiableList(read) : Collections.singletonList(copy);
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> copy) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        copy.forEach((name, value) -> named.put(String.valueOf(name), value));
        return Collections.unmodifiableMap(named);
    }

    private @Nullable Object copy(@Nullable Object value) {
        if (++values > MOST_VALUES) {
            return hidden(Hiding.TOO_DEEP, value);
        }
        if (value == null || value instanceof Boolean || isNumber(value)) {
            return value;
        }
        if (value instanceof JsonValue json) {
            return redactor.redact(json);
        }
        if (value instanceof Map<?, ?> map) {
            return nested(map, () -> members(map));
        }
        if (value instanceof Collection<?> collection) {
            return nested(collection, () -> elements(collection));
        }
        if (value instanceof Object[] array) {
            return nested(array, () -> elements(Arrays.asList(array)));
        }
        return value instanceof Optional<?> optional ? copy(optional.orElse(null)) : strings.redact(text(value));
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number && value.getClass().getModule() == Object.class.getModule();
    }

    private Object nested(Object container, Supplier<Object> copy) {
        if (open.size() == JsonFilter.MAX_DEPTH || !open.add(container)) {
            return hidden(Hiding.TOO_DEEP, container);
        }
        try {
            return copy.get();
        } catch (RuntimeException | StackOverflowError e) {
            return hidden(UNREADABLE, container);
        } finally {
            open.remove(container);
        }
    }

    private Map<String, @Nullable Object> members(Map<?, ?> map) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (given.size() > MOST_VALUES - values) {
                given.put(String.valueOf(member.getKey()), hidden(Hiding.TOO_DEEP, null));
                break;
            }
            given.put(String.valueOf(member.getKey()), plain(member.getValue()));
        }
        MemberNames names = new MemberNames(strings.names(), given.keySet());
        given.forEach((name, value) -> {
            if (value instanceof String string) {
                names.saw(name, string);
            }
        });
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            String shown = names.shown(name);
            copy.put(shown, names.hides(name, shown) ? named(value) : member(shown, value));
        });
        return Collections.unmodifiableMap(copy);
    }

    private @Nullable Object member(String name, @Nullable Object value) {
        if (value instanceof Number && isNumber(value)) {
            String shown = strings.named(name, value.toString());
            return shown.equals(value.toString()) ? copy(value) : shown;
        }
        return value instanceof String string ? strings.redact(name, string) : copy(value);
    }

    private List<@Nullable Object> elements(Collection<?> collection) {
        List<@Nullable Object> copy = new ArrayList<>();
        ArgumentRedaction arguments = new ArgumentRedaction(hiding);
        for (Object given : collection) {
            if (values > MOST_VALUES) {
                copy.add(hidden(Hiding.TOO_DEEP, null));
                break;
            }
            Object element = plain(given);
            if (element instanceof String string) {
                values++;
                copy.add(arguments.next(string, strings.redact(string)));
            } else {
                copy.add(arguments.expectsSecret() ? named(element) : copy(element));
                arguments.skip();
            }
        }
        return Collections.unmodifiableList(copy);
    }

    /** A text as a string, so that it cannot change any more; anything else as it is. */
    private @Nullable Object plain(@Nullable Object value) {
        return value instanceof CharSequence || value instanceof char[] || value instanceof byte[]
                ? text(value)
                : value;
    }

    /** What it says of itself; arrays of characters and of bytes, which say nothing, are texts. */
    private String text(Object value) {
        try {
            if (value instanceof char[] characters) {
                return new String(characters);
            }
            return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
        } catch (RuntimeException | StackOverflowError e) {
            return hidden(UNREADABLE, null); // fails closed: what it threw may hold anything
        }
    }

    /** What stands in the place of a value that a name says is a secret; what is empty or stands for one is none. */
    private @Nullable Object named(@Nullable Object value) {
        if (!isEmpty(value)) {
            return hidden(Hiding.NAMED, value);
        }
        if (value instanceof Map) {
            return Map.of();
        }
        return value instanceof Collection || value instanceof Object[] ? List.of() : copy(value);
    }

    private static boolean isEmpty(@Nullable Object value) {
        try {
            return value == null
                    || "".equals(value)
                    || (value instanceof String string && StandIn.is(string))
                    || (value instanceof Map<?, ?> map && map.isEmpty())
                    || (value instanceof Collection<?> collection && collection.isEmpty())
                    || (value instanceof Object[] array && array.length == 0)
                    || (value instanceof Optional<?> optional && optional.isEmpty());
        } catch (RuntimeException | StackOverflowError e) {
            return false; // fails closed
        }
    }

    private String hidden(String ruleId, @Nullable Object value) {
        return hiding.whole(ruleId, value instanceof String string ? string : "");
    }
}
