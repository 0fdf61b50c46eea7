package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code asOf} gives. */
abstract class AsOfRules extends StoreRules {

    private static final Basis ALL = new Basis.AtSequence(Long.MAX_VALUE);

    AsOfRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the comparison with validFrom strict, or is the valid time asked about rounded? */
    @Rule("STORE-ASOF-1")
    void aFactHoldsFromItsValidFromOn() {
        Fact up = store().put(saysSince(second(10), KEY, "up"));

        assertBelieved(Optional.empty(), UtcMicros.MIN, ALL);
        assertBelieved(Optional.empty(), second(10).minusNanos(1_000), ALL);
        assertBelieved(Optional.empty(), second(10).minusNanos(1), ALL);
        assertBelieved(Optional.of(up), second(10), ALL);
        assertBelieved(Optional.of(up), second(10).plusNanos(1), ALL);
        assertBelieved(Optional.of(up), UtcMicros.MAX, ALL);
    }

    /** If it fails: is the end of the valid time taken as still inside? It is half open: at invalidAt it is over. */
    @Rule("STORE-ASOF-1")
    void aRetiredFactHoldsUntilItsInvalidAt() {
        store().put(saysSince(second(10), KEY, "up"));
        Fact retired = store().retire(retirementAt(second(20), KEY));

        assertBelieved(Optional.empty(), second(10).minusNanos(1_000), ALL);
        assertBelieved(Optional.of(retired), second(10), ALL);
        assertBelieved(Optional.of(retired), second(20).minusNanos(1_000), ALL);
        assertBelieved(Optional.of(retired), second(20).minusNanos(1), ALL);
        assertBelieved(Optional.empty(), second(20), ALL);
        assertBelieved(Optional.empty(), second(21), ALL);
    }

    /** If it fails: does an older fact come back when the one that superseded it is retired? It must not. */
    @Rule("STORE-ASOF-1")
    void aRetirementDoesNotReviveWhatWasSuperseded() {
        store().put(saysSince(second(0), KEY, "old"));
        store().put(saysSince(second(0), KEY, "new"));
        store().retire(retirementAt(second(-5), KEY));

        assertBelieved(Optional.empty(), second(-1), ALL);
        assertBelieved(Optional.empty(), second(0), ALL);
        assertBelieved(Optional.empty(), second(9), ALL);
    }

    /** If it fails: is the fact chosen by the latest validFrom instead of the latest record? */
    @Rule("STORE-ASOF-1")
    void aBackdatedCorrectionWinsOverWhatWasRecordedBefore() {
        Fact first = store().put(saysSince(second(10), KEY, "first"));
        Fact correction = store().put(saysSince(second(5), KEY, "correction"));

        assertBelieved(Optional.empty(), second(4), ALL);
        assertBelieved(Optional.of(correction), second(5), ALL);
        assertBelieved(Optional.of(correction), second(10), ALL);
        assertBelieved(Optional.of(correction), second(99), ALL);
        // What was believed before the correction was recorded is still known.
        assertBelieved(Optional.empty(), second(5), new Basis.AtSequence(first.sequence()));
        assertBelieved(Optional.of(first), second(10), new Basis.AtSequence(first.sequence()));
    }

    /** If it fails: is only the active fact looked at, or is a superseded one taken for over at once? */
    @Rule("STORE-ASOF-1")
    void aFutureFactLeavesTheFormerOneUntilThen() {
        store().put(saysSince(second(10), KEY, "now"));
        Fact future = store().put(saysSince(second(20), KEY, "future"));
        Fact former = history(KEY).get(0);

        assertBelieved(Optional.of(former), second(10), ALL);
        assertBelieved(Optional.of(former), second(20).minusNanos(1_000), ALL);
        assertBelieved(Optional.of(future), second(20), ALL);
    }

    /** If it fails: does the gap between a retirement and the next fact show one of them? */
    @Rule("STORE-ASOF-1")
    void betweenARetirementAndTheNextFactThereIsNone() {
        store().put(saysSince(second(0), KEY, "before"));
        Fact before = store().retire(retirementAt(second(10), KEY));
        Fact after = store().put(saysSince(second(20), KEY, "after"));

        assertBelieved(Optional.of(before), second(9), ALL);
        assertBelieved(Optional.empty(), second(10), ALL);
        assertBelieved(Optional.empty(), second(19), ALL);
        assertBelieved(Optional.of(after), second(20), ALL);
    }

    /** If it fails: is the recorded time compared strictly, or only that of the fact and not that of its end? */
    @Rule("STORE-ASOF-1")
    void onlyWhatWasRecordedAtOrBeforeIsKnown() {
        Instant noon = clock().instant();
        Fact first = store().put(saysSince(second(0), KEY, "first"));
        clock().step(Duration.ofSeconds(10));
        Fact second = store().put(saysSince(second(0), KEY, "second"));
        clock().step(Duration.ofSeconds(10));
        Fact retired = store().retire(retirementAt(second(0), KEY));
        assertEquals(second.id(), retired.id());

        assertBelieved(Optional.empty(), second(0), new Basis.RecordedAt(noon.minusNanos(1_000)));
        assertBelieved(Optional.of(first), second(0), new Basis.RecordedAt(noon));
        assertBelieved(
                Optional.of(first), second(0), new Basis.RecordedAt(second(10).minusNanos(1)));
        assertBelieved(Optional.of(second), second(0), new Basis.RecordedAt(second(10)));
        assertBelieved(
                Optional.of(second), second(0), new Basis.RecordedAt(second(20).minusNanos(1_000)));
        assertBelieved(Optional.empty(), second(0), new Basis.RecordedAt(second(20)));
        assertBelieved(Optional.empty(), second(0), new Basis.RecordedAt(UtcMicros.MAX));
    }

    /** If it fails: is one of several changes with the same recorded time picked? The last of them counts. */
    @Rule("STORE-ASOF-1")
    void allChangesOfOneRecordedTimeAreKnownAtThatTime() {
        store().put(says(KEY, "first"));
        store().put(says(KEY, "second"));
        Fact third = store().put(says(KEY, "third"));

        assertBelieved(Optional.of(third), NOON, new Basis.RecordedAt(clock().instant()));
    }

    /** If it fails: is a key compared by look or by prefix? */
    @Rule("STORE-ASOF-1")
    void otherKeysDoNotMatter() {
        FactKey composed = key(HostileTexts.COMPOSED);
        FactKey decomposed = key(HostileTexts.DECOMPOSED);
        Fact put = store().put(says(composed, "up"));
        assertEquals(Optional.of(put), store().asOf(composed, NOON, ALL));
        assertEquals(Optional.empty(), store().asOf(decomposed, NOON, ALL));
    }

    /** If it fails: does a later change show through: a later fact, or a later end of the fact that was known? */
    @Rule("STORE-ASOF-2")
    void aReadingAsOfASequenceStaysTheSame() {
        Map<Reading, Optional<Fact>> readings = new LinkedHashMap<>();
        for (int round = 0; round < 4; round++) {
            Fact put = store().put(saysSince(second(10 - 5L * round), KEY, "round " + round));
            note(readings, put.sequence());
            if (round % 2 == 1) {
                clock().step(Duration.ofSeconds(-7));
                Fact retired = store().retire(retirementAt(second(7), KEY));
                note(readings, retired.ended().orElseThrow().sequence());
            }
            readings.forEach((reading, answer) -> assertEquals(
                    answer, store().asOf(KEY, reading.validAt(), reading.basis()), reading + ", read once more"));
        }
    }

    /** If it fails: is sequence 0 taken for "no limit"? */
    @Rule("STORE-ASOF-2")
    void atSequenceZeroNothingIsKnown() {
        store().put(says(KEY, "up"));
        assertBelieved(Optional.empty(), UtcMicros.MAX, new Basis.AtSequence(0));
    }

    private record Reading(Instant validAt, Basis basis) {}

    private void note(Map<Reading, Optional<Fact>> readings, long sequence) {
        for (long validAt = -6; validAt <= 11; validAt++) {
            Reading reading = new Reading(second(validAt), new Basis.AtSequence(sequence));
            readings.put(reading, store().asOf(KEY, reading.validAt(), reading.basis()));
        }
    }

    private void assertBelieved(Optional<Fact> expected, Instant validAt, Basis basis) {
        assertEquals(expected, store().asOf(KEY, validAt, basis), "as of valid time " + validAt + " and " + basis);
    }
}
