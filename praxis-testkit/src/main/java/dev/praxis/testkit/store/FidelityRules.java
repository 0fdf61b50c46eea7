package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.FactQuery;
import dev.praxis.testkit.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What is read is what was asserted. */
abstract class FidelityRules extends StoreRules {

    FidelityRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does the column, the driver or the store normalise, trim, fold, escape or cut text? */
    @Rule("STORE-PUT-2")
    void anyTextSurvivesInEveryPart() {
        for (String text : HostileTexts.ALL) {
            FactKey key = new FactKey(text, text, text);
            JsonObject value = JsonObject.builder().put(text, text).build();
            assertSurvives(new Assertion(key, value, NOON, text, text));
        }
    }

    /** If it fails: does a column or an index have a shorter limit than the API, or count characters, not bytes? */
    @Rule("STORE-PUT-2")
    void theLongestTextsSurvive() {
        for (String unit : List.of("x", "\u00e9", HostileTexts.EMOJI)) {
            String longest = HostileTexts.longest(unit, FactKey.MAX_BYTES);
            assertSurvives(new Assertion(
                    new FactKey(longest, longest, longest),
                    JsonObject.EMPTY,
                    NOON,
                    HostileTexts.longest(unit, Assertion.MAX_ACTOR_BYTES),
                    HostileTexts.longest(unit, Assertion.MAX_REASON_BYTES)));
        }
    }

    /** If it fails: is the value kept in a type that reads numbers its own way (jsonb, decimal, 32 bit float)? */
    @Rule("STORE-PUT-2")
    void numbersSurvive() {
        double[] numbers = {
            0,
            -0.0,
            1e20,
            1e21,
            1e-6,
            1e-7,
            Double.MIN_VALUE,
            0x1p53,
            -0x1p53,
            0x1p63,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            0.1
        };
        List<JsonNumber> values =
                DoubleStream.of(numbers).mapToObj(JsonNumber::new).toList();
        assertSurvives(assertion(
                JsonObject.builder().put("numbers", JsonArray.of(values)).build()));
    }

    /** If it fails: does the store parse the value with a shallower limit, or drop what is empty? */
    @Rule("STORE-PUT-2")
    void emptyAndDeepValuesSurvive() {
        assertSurvives(assertion(JsonObject.EMPTY));
        assertSurvives(assertion(CanonicalJson.parseObject("{\"\":\"\",\"a\":[],\"b\":{},\"c\":null}")));
        JsonValue nested = JsonArray.EMPTY;
        // One level is for the value's object.
        for (int depth = 1; depth < JsonValue.MAX_DEPTH - 1; depth++) {
            nested = JsonArray.of(nested);
        }
        assertSurvives(assertion(JsonObject.builder().put("deep", nested).build()));
    }

    /** If it fails: does the store limit the value below what the API allows? */
    @Rule("STORE-PUT-2")
    void theLargestValueSurvives() {
        Assertion largest = LargeAssertions.ofValueLength(KEY, JsonValue.MAX_BYTES);
        Fact put = store().put(largest);
        // Compared without messages of two megabytes.
        assertTrue(put.assertion().equals(largest), "the fact that put returned has another assertion");
        assertTrue(store().active(KEY).equals(Optional.of(put)), "the active fact is not the one that put returned");
        assertEquals(largest.contentHash(), history(KEY).get(0).contentHash(), "hash of the fact in the history");
    }

    /** If it fails: are times kept as a double, in milliseconds, or by a division that rounds before 1970? */
    @Rule("STORE-PUT-2")
    void validTimesKeepTheirMicroseconds() {
        List<Instant> times = List.of(
                UtcMicros.MIN,
                UtcMicros.MIN.plusNanos(1_000),
                Instant.parse("1582-10-10T00:00:00.000001Z"),
                Instant.EPOCH.minusNanos(1_000),
                Instant.EPOCH,
                Instant.parse("2026-03-29T01:30:00.123456Z"),
                Instant.parse("2026-03-01T12:00:00.999999999Z"),
                UtcMicros.MAX,
                UtcMicros.MAX.plusNanos(999));
        for (Instant time : times) {
            Assertion assertion = saysSince(time, KEY, "since " + time);
            assertEquals(UtcMicros.truncate(time), assertion.validFrom());
            assertSurvives(assertion);
        }
        Fact retired = store().retire(retirementAt(UtcMicros.MAX.plusNanos(999), KEY));
        assertEquals(UtcMicros.MAX, retired.ended().orElseThrow().invalidAt(), "invalidAt as answered");
        assertEquals(retired, history(KEY).get(times.size() - 1), "as read");
    }

    /** If it fails: does the backend round what is below a microsecond up to the next one? */
    @Rule("STORE-PUT-2")
    void recordedTimesAreTruncatedNotRounded() {
        List<String> times = List.of(
                "1969-12-31T23:59:58.0000019Z",
                "1999-12-31T23:59:59.999999999Z",
                "2026-03-01T12:00:00.0000009Z",
                "9999-12-31T23:59:59.999999999Z");
        for (String time : times) {
            clock().set(Instant.parse(time));
            Instant truncated = UtcMicros.truncate(Instant.parse(time));

            Fact put = store().put(says(KEY, time));
            assertEquals(truncated, put.recordedAt(), "recordedAt as answered");
            assertEquals(Optional.of(put), store().active(KEY), "as read");

            Fact retired = store().retire(retirement(KEY));
            assertEquals(truncated, retired.ended().orElseThrow().supersededAt(), "supersededAt as answered");
            assertEquals(retired, history(KEY).get((int) put.revision() - 1), "as read");
        }
    }

    /** If it fails: the assertion in the message is one that the backend changes; look at what it does to the part. */
    @Rule("STORE-PUT-2")
    void generatedFactsSurvive() {
        Samples.of(FactArbitraries.assertions(), 60).forEach(this::assertSurvives);
    }

    /** Puts an assertion and compares it along every way of reading. */
    private void assertSurvives(Assertion assertion) {
        FactKey key = (FactKey) assertion.key();
        Fact put = store().put(assertion);
        assertEquals(assertion, put.assertion(), "put answered another assertion");
        assertEquals(Optional.of(put), store().active(key), "active");
        assertEquals(List.of(put), store().history(key, put.revision() - 1, 1), "history");
        assertEquals(
                Optional.of(put),
                store().asOf(key, assertion.validFrom(), new Basis.AtSequence(put.sequence())),
                "asOf");
        FactQuery query = FactQuery.all()
                .withSubjectPrefix(key.subject())
                .withPredicate(key.predicate())
                .withFactType(key.factType());
        assertTrue(store().list(query).facts().contains(put), "list does not have " + put);
    }

    private static Assertion assertion(JsonObject value) {
        return new Assertion(KEY, value, NOON, "actor", "reason");
    }
}
