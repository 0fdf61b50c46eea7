package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ValueRedactionTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final String TOKEN = "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R";
    private static final String MARKER = Redactor.MARKER;

    @DisplayName("a value goes by its key, whatever its type, and by what it is, however deep")
    @Test
    void byKeyAndByValue() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("user", "ada");
        given.put("dbPassword", List.of(1, 2));
        given.put("token", null);
        given.put("note", "cloned with " + TOKEN);
        given.put("in", Map.of("list", List.of(Map.of("deep", TOKEN))));
        given.put(TOKEN, true);

        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("user", "ada");
        expected.put("dbPassword", MARKER);
        expected.put("token", null);
        expected.put("note", "cloned with " + MARKER);
        expected.put("in", Map.of("list", List.of(Map.of("deep", MARKER))));
        expected.put(MARKER, true);
        assertEquals(expected, REDACTOR.redact(given));
        assertEquals(
                List.copyOf(expected.keySet()),
                List.copyOf(REDACTOR.redact(given).keySet()));
    }

    @DisplayName("what is empty is no secret")
    @Test
    void emptiness() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("password", "");
        given.put("secret", List.of());
        given.put("token", Map.of());
        given.put("apiKey", null);
        given.put("list", List.of("--password", "", "--token", List.of()));
        assertEquals(given, REDACTOR.redact(given));
        assertEquals(Map.of("password", List.of()), REDACTOR.redact(Map.of("password", new Object[0])));
        Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
        nothing.put("password", null);
        assertEquals(nothing, REDACTOR.redact(Map.of("password", Optional.empty())));
    }

    @DisplayName("what it says is what it says of the same in JSON")
    @Test
    void asJson() {
        assertEquals(
                CanonicalJson.parse(
                                "[{\"name\":\"DB_PASSWORD\",\"value\":\"[REDACTED]\"},{\"argv\":[\"mysql\",\"-p[REDACTED]\"]}]")
                        .toString(),
                json(REDACTOR.redact(List.of(
                        Map.of("name", "DB_PASSWORD", "value", "x"), Map.of("argv", List.of("mysql", "-phunter2"))))));
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> members = new ArrayList<>();
            map.forEach((name, member) -> members.add("\"" + name + "\":" + json(member)));
            Collections.sort(members);
            return "{" + String.join(",", members) + "}";
        }
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            ",", list.stream().map(ValueRedactionTest::json).toList()) + "]";
        }
        return "\"" + value + "\"";
    }

    @DisplayName("texts of every type are searched; numbers and truth values stay what they are")
    @Test
    void types() {
        UUID id = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        List<@Nullable Object> given = new ArrayList<>(List.of(
                CharBuffer.wrap("see " + TOKEN),
                TOKEN.toCharArray(),
                TOKEN.getBytes(StandardCharsets.UTF_8),
                Optional.of(TOKEN),
                new Object[] {TOKEN, 1},
                Set.of(TOKEN),
                new IllegalStateException(TOKEN),
                id,
                7,
                new BigDecimal("1.50"),
                false,
                'c',
                CanonicalJson.parse("{\"password\":1}")));
        given.add(null);
        List<@Nullable Object> expected = new ArrayList<>(Arrays.asList(
                "see " + MARKER,
                MARKER,
                MARKER,
                MARKER,
                List.of(MARKER, 1),
                List.of(MARKER),
                "java.lang.IllegalStateException: " + MARKER,
                id.toString(),
                7,
                new BigDecimal("1.50"),
                false,
                "c",
                CanonicalJson.parse("{\"password\":\"[REDACTED]\"}"),
                null));
        assertEquals(expected, REDACTOR.redact(given));
    }

    @DisplayName(
            "collections inside themselves, nested without end, or that hold each other ten times over, come to an end")
    @Test
    void endless() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        cycle.put("list", List.of(cycle));
        assertEquals(Map.of("self", MARKER, "list", List.of(MARKER)), REDACTOR.redact(cycle));

        Object deep = "x";
        for (int i = 0; i < 10_000; i++) {
            deep = List.of(deep);
        }
        String shown = REDACTOR.redact(List.of(deep)).toString();
        assertEquals("[".repeat(JsonFilter.MAX_DEPTH) + MARKER + "]".repeat(JsonFilter.MAX_DEPTH), shown);

        Object wide = "x";
        for (int i = 0; i < 12; i++) {
            wide = Collections.nCopies(10, wide);
        }
        assertTrue(leaves(REDACTOR.redact(Map.of("wide", wide))) <= 2 * ValueRedaction.MOST_VALUES);
        assertTrue(REDACTOR.redact(Collections.nCopies(Integer.MAX_VALUE, 1)).size() <= 2 + ValueRedaction.MOST_VALUES);
    }

    private static int leaves(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToInt(ValueRedactionTest::leaves).sum();
        }
        return value instanceof List<?> list
                ? list.stream().mapToInt(ValueRedactionTest::leaves).sum()
                : 1;
    }

    @DisplayName("what throws when it is read, or changes, gives nothing away and does not throw")
    @Test
    void hostile() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("throws", saying(() -> {
            throw new IllegalStateException(TOKEN);
        }));
        given.put("overflows", new Object() {
            @Override
            public String toString() {
                return "x" + this;
            }
        });
        given.put("list", new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException(TOKEN);
            }

            @Override
            public int size() {
                return 1;
            }
        });
        int[] asked = {0};
        given.put("note", saying(() -> asked[0]++ == 0 ? "harmless" : TOKEN));
        given.put("after", "ada");
        assertEquals(
                Map.of("throws", MARKER, "overflows", MARKER, "list", MARKER, "note", "harmless", "after", "ada"),
                REDACTOR.redact(given));
    }

    private static CharSequence saying(Supplier<String> text) {
        return new CharSequence() {
            @Override
            public int length() {
                return text.get().length();
            }

            @Override
            public char charAt(int index) {
                return text.get().charAt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                return text.get().subSequence(start, end);
            }

            @Override
            public String toString() {
                return text.get();
            }
        };
    }

    @DisplayName("the copy is its own: later changes do not reach it, and nobody changes it")
    @Test
    void copied() {
        List<Object> inner = new ArrayList<>(List.of("a"));
        Map<String, @Nullable Object> copy = REDACTOR.redact(Map.of("list", inner));
        inner.add(TOKEN);
        assertFalse(copy.toString().contains(TOKEN));
        assertThrows(UnsupportedOperationException.class, copy::clear);
    }
}
