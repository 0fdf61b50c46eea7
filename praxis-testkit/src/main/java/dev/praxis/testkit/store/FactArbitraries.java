package dev.praxis.testkit.store;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.RetirementRequest;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * jqwik generators of everything that a store is given. What they give is allowed by the API and as unpleasant as that
 * permits: control characters, quotes, wild cards, combining characters, astral planes, denormal numbers, the first and
 * the last year, nanoseconds.
 */
public final class FactArbitraries {

    private static final Double[] NUMBERS = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        1e20,
        1e21,
        1e-6,
        1e-7,
        0x1p53,
        -0x1p53,
        0x1p53 - 1,
        0x1p63,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        333333333.3333333
    };

    private FactArbitraries() {}

    /**
     * Text of 1 to 40 characters.
     *
     * @return the generator
     */
    public static Arbitrary<String> texts() {
        Arbitrary<Integer> codePoints = Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
        Arbitrary<String> anything = codePoints
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
        Arbitrary<String> plain =
                Arbitraries.strings().ascii().excludeChars('\0').ofMinLength(1).ofMaxLength(40);
        return Arbitraries.oneOf(Arbitraries.of(HostileTexts.ALL), plain, anything);
    }

    /**
     * Keys of facts.
     *
     * @return the generator
     */
    public static Arbitrary<FactKey> keys() {
        return Combinators.combine(texts(), texts(), texts()).as(FactKey::new);
    }

    /**
     * Keys of edges.
     *
     * @return the generator
     */
    public static Arbitrary<EdgeKey> edgeKeys() {
        return Combinators.combine(texts(), texts(), texts()).as(EdgeKey::new);
    }

    /**
     * Finite numbers.
     *
     * @return the generator
     */
    public static Arbitrary<JsonNumber> numbers() {
        Arbitrary<Double> any =
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
        Arbitrary<Double> whole = Arbitraries.integers().map(Integer::doubleValue);
        return Arbitraries.oneOf(Arbitraries.of(NUMBERS), any, whole).map(JsonNumber::new);
    }

    /**
     * JSON values of every kind, nested at most three levels.
     *
     * @return the generator
     */
    public static Arbitrary<JsonValue> jsonValues() {
        return jsonValues(3);
    }

    /**
     * JSON objects, which is what a fact can say.
     *
     * @return the generator
     */
    public static Arbitrary<JsonObject> jsonObjects() {
        return jsonObjects(2);
    }

    /**
     * Instants of the years 0001 to 9999, of which many have nanoseconds.
     *
     * @return the generator
     */
    public static Arbitrary<Instant> instants() {
        Arbitrary<Instant> any = Combinators.combine(
                        Arbitraries.longs().between(UtcMicros.MIN.getEpochSecond(), UtcMicros.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
        Arbitrary<Instant> edges = Arbitraries.of(
                UtcMicros.MIN,
                UtcMicros.MAX,
                UtcMicros.MAX.plusNanos(999),
                Instant.EPOCH,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH.minusNanos(1_001));
        return Arbitraries.oneOf(any, edges);
    }

    /**
     * Assertions about any key.
     *
     * @return the generator
     */
    public static Arbitrary<Assertion> assertions() {
        return assertions(keys(), instants());
    }

    /**
     * Assertions about some keys.
     *
     * @param keys what they are about
     * @param validFrom since when they are true
     * @return the generator
     */
    public static Arbitrary<Assertion> assertions(Arbitrary<? extends Key> keys, Arbitrary<Instant> validFrom) {
        return Combinators.combine(keys, jsonObjects(), validFrom, texts(), texts())
                .as(Assertion::new);
    }

    /**
     * Wishes to retire.
     *
     * @param keys what they are about
     * @param invalidAt since when it is no longer true
     * @return the generator
     */
    public static Arbitrary<RetirementRequest> retirements(
            Arbitrary<? extends Key> keys, Arbitrary<Instant> invalidAt) {
        return Combinators.combine(keys, invalidAt, texts(), texts()).as(RetirementRequest::new);
    }

    private static Arbitrary<JsonValue> jsonValues(int depth) {
        Arbitrary<JsonValue> scalars = Arbitraries.oneOf(
                texts().map(JsonString::new),
                numbers(),
                Arbitraries.of(JsonBoolean.TRUE, JsonBoolean.FALSE),
                Arbitraries.just(JsonNull.NULL));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<JsonValue> arrays = jsonValues(depth - 1).list().ofMaxSize(3).map(JsonArray::of);
        return Arbitraries.oneOf(scalars, scalars, arrays, jsonObjects(depth - 1));
    }

    private static Arbitrary<JsonObject> jsonObjects(int depth) {
        return Arbitraries.maps(texts(), jsonValues(depth)).ofMaxSize(4).map(JsonObject::of);
    }
}
