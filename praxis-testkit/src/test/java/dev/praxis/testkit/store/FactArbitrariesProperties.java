package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.RetirementRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What the generators give is allowed, and unpleasant often enough to be of use. */
class FactArbitrariesProperties {

    @Property(tries = 300)
    void everyAssertionCanBeHashedAndItsValueReadBack(@ForAll("assertions") Assertion assertion) {
        assertDoesNotThrow(assertion::contentHash);
        JsonObject value = assertion.value();
        assertEquals(value, CanonicalJson.parseObject(CanonicalJson.text(value)));
    }

    @Property(tries = 300)
    void everyRetirementIsAllowed(@ForAll("retirements") RetirementRequest request) {
        assertEquals(UtcMicros.truncate(request.invalidAt()), request.invalidAt());
    }

    @Property(tries = 2_000)
    void textsAreOftenHostile(@ForAll("texts") String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(text, new String(utf8, StandardCharsets.UTF_8));
        covers("beyond the basic plane", text.codePoints().anyMatch(Character::isSupplementaryCodePoint), 10);
        covers("control characters", text.codePoints().anyMatch(Character::isISOControl), 5);
        covers("wild cards, quotes and backslashes", text.matches("(?s).*[%_'\"\\\\].*"), 10);
        covers("listed", HostileTexts.ALL.contains(text), 15);
    }

    @Property(tries = 1_000)
    void instantsOftenHaveNanoseconds(@ForAll("instants") Instant instant) {
        covers("below a microsecond", !instant.equals(UtcMicros.truncate(instant)), 30);
        covers("before 1970", instant.isBefore(Instant.EPOCH), 15);
    }

    @Provide
    Arbitrary<Assertion> assertions() {
        return FactArbitraries.assertions();
    }

    @Provide
    Arbitrary<RetirementRequest> retirements() {
        return FactArbitraries.retirements(FactArbitraries.keys(), FactArbitraries.instants());
    }

    @Provide
    Arbitrary<String> texts() {
        return FactArbitraries.texts();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return FactArbitraries.instants();
    }

    private static void covers(String label, boolean met, double leastPercentage) {
        Statistics.label(label)
                .collect(met)
                .coverage(coverage -> coverage.check(true).percentage(found -> found >= leastPercentage));
    }
}
