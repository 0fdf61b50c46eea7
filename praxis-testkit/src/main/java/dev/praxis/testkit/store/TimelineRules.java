package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Period;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** What {@code timeline} gives. */
abstract class TimelineRules extends StoreRules {

    TimelineRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does a fact hold up to the start of the next one, or up to its own end if that comes first? */
    @Rule("STORE-TIMELINE-1")
    void eachPeriodEndsWhereTheNextFactBeginsOrTheFactWasRetired() {
        store().put(saysSince(second(0), KEY, "first"));
        store().put(saysSince(second(10), KEY, "second"));
        store().retire(retirementAt(second(20), KEY));
        store().put(saysSince(second(30), KEY, "third"));

        assertTimeline("first 0-10, second 10-20, third 30-");
    }

    /** If it fails: is a key without facts, or one that is not known yet at the basis, an error or a period? */
    @Rule("STORE-TIMELINE-1")
    void whatWasNeverSaidHasNoPeriods() {
        assertTimeline("");
        Fact put = store().put(says(KEY, "up"));
        assertEquals(List.of(), timeline(KEY, new Basis.AtSequence(put.sequence() - 1)), "before it was recorded");
        assertEquals(List.of(), timeline(key("host:cp-2"), Basis.latest()), "of another key");
    }

    /** If it fails: is the next fact that of the next start, not the next one recorded? */
    @Rule("STORE-TIMELINE-1")
    void aBackdatedFactEndsAllThatBeginLater() {
        store().put(saysSince(second(0), KEY, "old"));
        store().put(saysSince(second(20), KEY, "overtaken"));
        store().put(saysSince(second(30), KEY, "overtaken too"));
        store().put(saysSince(second(10), KEY, "correction"));

        assertTimeline("old 0-10, correction 10-");
    }

    /** If it fails: does a fact without length show, or does the former one of two with equal start? */
    @Rule("STORE-TIMELINE-1")
    void ofFactsWithEqualStartTheLastRecordedHolds() {
        for (String text : List.of("first", "second", "third")) {
            store().put(saysSince(second(5), KEY, text));
        }
        assertTimeline("third 5-");
        store().put(saysSince(second(9), KEY, "fourth"));
        assertTimeline("third 5-9, fourth 9-");
    }

    /** If it fails: does a fact that was retired before it began have a period that runs backwards, or none at all? */
    @Rule("STORE-TIMELINE-1")
    void whatWasRetiredBeforeItBeganNeverHeld() {
        store().put(saysSince(second(0), KEY, "before"));
        store().put(saysSince(second(10), KEY, "never"));
        store().retire(retirementAt(second(4), KEY));
        assertTimeline("before 0-10");

        store().put(saysSince(second(20), KEY, "nor this"));
        store().retire(retirementAt(second(20), KEY));
        assertTimeline("before 0-10");
    }

    /** If it fails: is the end that was recorded for a fact taken, although a later one took over before? */
    @Rule("STORE-TIMELINE-1")
    void aRetiredFactIsOvertakenBeforeItsEnd() {
        store().put(saysSince(second(0), KEY, "retired"));
        store().retire(retirementAt(second(50), KEY));
        store().put(saysSince(second(20), KEY, "next"));
        store().retire(retirementAt(second(30), KEY));

        assertTimeline("retired 0-20, next 20-30");
    }

    /** If it fails: is the first or the last moment that can be kept taken for "no bound"? */
    @Rule("STORE-TIMELINE-1")
    void aTimelineReachesFromTheFirstToTheLastMoment() {
        Fact first = store().put(saysSince(UtcMicros.MIN, KEY, "first"));
        Fact last = store().put(saysSince(UtcMicros.MAX, KEY, "last"));
        Fact ended = history(KEY).get(0);
        assertEquals(
                List.of(new Period(UtcMicros.MIN, UtcMicros.MAX, ended), new Period(UtcMicros.MAX, null, last)),
                timeline(KEY, Basis.latest()));
        assertEquals(
                List.of(new Period(UtcMicros.MIN, null, first)),
                timeline(KEY, new Basis.AtSequence(first.sequence())),
                "as of the first change");
        assertAgreesWithAsOf(Basis.latest());
    }

    /** If it fails: which later change shows through: a fact, a retirement, or how a fact ended? */
    @Rule("STORE-TIMELINE-1")
    void aTimelineAgreesWithAsOfAtEveryBasis() {
        List<Basis> bases = new ArrayList<>(List.of(Basis.latest(), new Basis.AtSequence(0)));
        long[] starts = {0, 10, 5, 5, 30, -5, 20, 7};
        for (int i = 0; i < starts.length; i++) {
            clock().step(Duration.ofSeconds(1));
            store().put(saysSince(second(starts[i]).plusNanos(1_000L * i), KEY, "fact " + i));
            store().put(says(key("host:cp-2"), "noise"));
            bases.add(new Basis.AtSequence(store().lastSequence()));
            bases.add(new Basis.RecordedAt(clock().instant()));
            if (i % 3 == 1) {
                clock().step(Duration.ofSeconds(1));
                store().retire(retirementAt(second(starts[i] + 4), KEY));
                bases.add(new Basis.AtSequence(store().lastSequence()));
                bases.add(new Basis.RecordedAt(clock().instant().minusNanos(1_000)));
            }
        }
        bases.forEach(this::assertAgreesWithAsOf);
    }

    /** If it fails: does a period count that only reaches into what is asked for, or is the start left out? */
    @Rule("STORE-TIMELINE-1")
    void aTimelineCanBeReadInParts() {
        for (long start : new long[] {0, 10, 20, 30, 40}) {
            store().put(saysSince(second(start), KEY, "since " + start));
            if (start == 20) {
                store().retire(retirementAt(second(25), KEY));
            }
        }
        List<Period> all = timeline(KEY, Basis.latest());
        assertEquals(5, all.size(), "periods");
        for (int limit = 1; limit <= 6; limit++) {
            for (int i = 0; i < all.size(); i++) {
                List<Period> part = all.subList(i, Math.min(i + limit, all.size()));
                assertEquals(part, timelineFrom(all.get(i).from(), limit), "from period " + i + ", limit " + limit);
                Instant inside = all.get(i).from().plusNanos(1_000);
                List<Period> rest = all.subList(i + 1, Math.min(i + 1 + limit, all.size()));
                assertEquals(rest, timelineFrom(inside, limit), "from inside period " + i + ", limit " + limit);
            }
            assertEquals(all, byParts(limit), "one after the other, limit " + limit);
        }
        assertEquals(List.of(), timelineFrom(UtcMicros.MAX, 1), "from the end of time");
    }

    private List<Period> byParts(int limit) {
        List<Period> periods = new ArrayList<>(timelineFrom(UtcMicros.MIN, limit));
        while (!periods.isEmpty()) {
            Instant end = periods.get(periods.size() - 1).to();
            List<Period> next = end == null ? List.of() : timelineFrom(end, limit);
            if (next.isEmpty()) {
                break;
            }
            assertTrue(periods.size() < 100, "the parts do not end");
            periods.addAll(next);
        }
        return periods;
    }

    private List<Period> timelineFrom(Instant from, int limit) {
        return store().timeline(KEY, Basis.latest(), from, limit);
    }

    private List<Period> timeline(Key key, Basis basis) {
        return store().timeline(key, basis, UtcMicros.MIN, FactQuery.MAX_LIMIT);
    }

    /** Compares the timeline with one in seconds after noon, and with {@code asOf}. */
    private void assertTimeline(String expected) {
        List<String> periods = timeline(KEY, Basis.latest()).stream()
                .map(period -> textOf(period.fact()) + " " + seconds(period.from()) + "-"
                        + Optional.ofNullable(period.to())
                                .map(TimelineRules::seconds)
                                .orElse(""))
                .toList();
        assertEquals(expected, String.join(", ", periods));
        assertAgreesWithAsOf(Basis.latest());
    }

    private static String seconds(Instant instant) {
        return Long.toString(Duration.between(NOON, instant).toSeconds());
    }

    /** Asks at, before and after every bound of a period, and at every start of a fact and end of one. */
    private void assertAgreesWithAsOf(Basis basis) {
        List<Period> periods = timeline(KEY, basis);
        TreeSet<Instant> times = new TreeSet<>(List.of(UtcMicros.MIN, UtcMicros.MAX));
        for (Fact fact : history(KEY)) {
            times.add(fact.assertion().validFrom());
            fact.ended().ifPresent(end -> times.add(end.invalidAt()));
        }
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            Instant end = Objects.requireNonNullElse(period.to(), Instant.MAX);
            times.add(period.from());
            assertTrue(period.from().isBefore(end), "the period has no length: " + period);
            Instant next = i + 1 < periods.size() ? periods.get(i + 1).from() : Instant.MAX;
            assertTrue(!end.isAfter(next), "the period reaches into the next one: " + period);
            if (end.isBefore(Instant.MAX)) {
                times.add(end);
            }
        }
        for (Instant time : List.copyOf(times)) {
            times.add(time.equals(UtcMicros.MIN) ? time : time.minusNanos(1_000));
            times.add(time.equals(UtcMicros.MAX) ? time : time.plusNanos(1_000));
        }
        for (Instant time : times) {
            List<Fact> holding = periods.stream()
                    .filter(period -> !period.from().isAfter(time))
                    .filter(period ->
                            Optional.ofNullable(period.to()).map(time::isBefore).orElse(true))
                    .map(Period::fact)
                    .toList();
            List<Fact> believed = store().asOf(KEY, time, basis).stream().toList();
            assertEquals(believed, holding, "what holds at " + time + " as of " + basis);
        }
        long facts =
                periods.stream().map(period -> period.fact().id()).distinct().count();
        assertEquals(facts, periods.size(), "a fact has one period, as long as it holds: " + periods);
    }
}
