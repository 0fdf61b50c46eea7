package dev.praxis.api.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every JSON value. */
class CanonicalJsonProperties {

    @Property
    void printAndParseIsTheIdentity(@ForAll("values") JsonValue value) {
        assertEquals(value, CanonicalJson.parse(CanonicalJson.text(value)));
        assertEquals(value, CanonicalJson.parse(CanonicalJson.bytes(value)));
    }

    @Property
    void canonicalTextIsAFixedPoint(@ForAll("values") JsonValue value) {
        String text = CanonicalJson.text(value);
        assertEquals(text, CanonicalJson.text(CanonicalJson.parse(text)));
    }

    @Property
    void equalValuesHaveEqualBytesHoweverTheyWereWritten(@ForAll("values") JsonValue value, @ForAll Random random) {
        String other = Scribe.write(value, random);
        JsonValue read = CanonicalJson.parse(other);
        assertEquals(value, read);
        assertEquals(value.hashCode(), read.hashCode());
        assertArrayEquals(CanonicalJson.bytes(value), CanonicalJson.bytes(read));
    }

    @Property
    void differentValuesHaveDifferentBytes(@ForAll("values") JsonValue a, @ForAll("values") JsonValue b) {
        assertEquals(a.equals(b), CanonicalJson.text(a).equals(CanonicalJson.text(b)));
    }

    @Property
    void everyDoubleSurvives(@ForAll double value) {
        if (Double.isFinite(value)) {
            JsonNumber number = new JsonNumber(value);
            assertEquals(number, CanonicalJson.parse(number.toString()));
        }
    }

    @Property
    void everyLongIsKeptExactlyOrRefused(@ForAll long value) {
        JsonNumber number;
        try {
            number = JsonNumber.of(value);
        } catch (dev.praxis.api.InvalidArgumentException refused) {
            return;
        }
        assertEquals(value, new java.math.BigDecimal(number.value()).longValueExact());
    }

    @Provide
    Arbitrary<JsonValue> values() {
        return values(3);
    }

    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> scalars = Arbitraries.oneOf(List.of(
                Arbitraries.just(JsonNull.NULL),
                Arbitraries.of(JsonBoolean.class).map(b -> b),
                Arbitraries.doubles().map(JsonNumber::new),
                Arbitraries.longs().between(-(1L << 53), 1L << 53).map(JsonNumber::of),
                texts().map(JsonString::new)));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<JsonValue> deeper = values(depth - 1);
        Arbitrary<JsonValue> arrays = deeper.list().ofMaxSize(4).map(JsonArray::of);
        Arbitrary<JsonValue> objects =
                Arbitraries.maps(texts(), deeper).ofMaxSize(4).map(JsonObject::of);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, scalars),
                net.jqwik.api.Tuple.of(1, arrays),
                net.jqwik.api.Tuple.of(2, objects));
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> special = Arbitraries.of(
                "\"",
                "\\",
                "/",
                "\b\f\n\r\t",
                "\u0001\u001f",
                "\u007f\u2028\u2029",
                "é",
                "e\u0301",
                "😀",
                "\uFFFD",
                "ﬀ");
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(8).filter(CanonicalJsonProperties::isText);
        return Arbitraries.oneOf(any, special, any.flatMap(a -> special.map(s -> a + s)));
    }

    private static boolean isText(String text) {
        return text.indexOf(0) < 0 && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    /** Writes a value in some other way that means the same: white space, member order, escapes. */
    private static final class Scribe {

        static String write(JsonValue value, Random random) {
            StringBuilder out = new StringBuilder();
            write(value, random, out);
            return out.toString();
        }

        private static void write(JsonValue value, Random random, StringBuilder out) {
            space(random, out);
            if (value instanceof JsonObject object) {
                List<Map.Entry<String, JsonValue>> members =
                        new ArrayList<>(object.members().entrySet());
                Collections.shuffle(members, random);
                String separator = "{";
                for (Map.Entry<String, JsonValue> member : members) {
                    out.append(separator);
                    space(random, out);
                    string(member.getKey(), random, out);
                    space(random, out);
                    out.append(':');
                    write(member.getValue(), random, out);
                    separator = ",";
                }
                out.append(members.isEmpty() ? "{}" : "}");
            } else if (value instanceof JsonArray array) {
                String separator = "[";
                for (JsonValue element : array.elements()) {
                    out.append(separator);
                    write(element, random, out);
                    separator = ",";
                }
                out.append(array.elements().isEmpty() ? "[]" : "]");
            } else if (value instanceof JsonString string) {
                string(string.value(), random, out);
            } else if (value instanceof JsonNumber number && random.nextBoolean()) {
                out.append(Double.toString(number.value()));
            } else {
                out.append(value);
            }
            space(random, out);
        }

        private static void string(String text, Random random, StringBuilder out) {
            out.append('"');
            text.codePoints().forEach(c -> {
                boolean must = c == '"' || c == '\\' || c < 0x20;
                if (must || random.nextInt(4) == 0) {
                    for (char unit : Character.toChars(c)) {
                        out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
                    }
                } else {
                    out.appendCodePoint(c);
                }
            });
            out.append('"');
        }

        private static void space(Random random, StringBuilder out) {
            if (random.nextInt(3) == 0) {
                out.append(" \t\r\n".charAt(random.nextInt(4)));
            }
        }
    }
}
