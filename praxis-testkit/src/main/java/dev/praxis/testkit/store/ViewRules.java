package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.View;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Listings as of other points than now: facts and edges alike. */
abstract class ViewRules extends StoreRules {

    private static final String NODE = "host:cp-1";

    /** In the order of the listing. */
    private static final List<FactKey> FACTS =
            Stream.of("a", "b", HostileTexts.REPLACEMENT).map(StoreRules::key).toList();

    /** In the order of the neighbours of {@link #NODE}. */
    private static final List<EdgeKey> EDGES =
            List.of(edge(NODE, "r", NODE), edge(NODE, "r", HostileTexts.EMOJI), edge(NODE, "s", "a"));

    ViewRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does a later change show through: a later fact, a later retirement, or a key that was not there? */
    @Rule("STORE-LIST-4")
    void aListAsOfAnyChangeStaysWhatItWas() {
        assertStaysWhatItWas(FACTS, this::listed);
    }

    /** If it fails: which of the two times is compared strictly, or with the wrong column? */
    @Rule("STORE-LIST-4")
    void aListAsOfAValidTimeHasWhatAsOfGivesForEachKey() {
        assertHasWhatAsOfGives(FACTS, this::listed);
    }

    /** If it fails: is the limit or the cursor applied before it is known what the view shows? */
    @Rule("STORE-LIST-4")
    void pagesAndFiltersOfAnEarlierListAreThoseOfThen() {
        long then = keysOfWhichEveryOtherIsLaterRetired(FACTS);
        View view = View.activeAt(new Basis.AtSequence(then));
        FactQuery query = FactQuery.all().withView(view);
        assertEquals(FACTS, keys(listed(view)), "all of then");
        for (int limit = 1; limit <= FACTS.size() + 1; limit++) {
            FactQuery paged = query.withLimit(limit);
            List<Fact> facts = byPages(
                    limit,
                    (Optional<FactKey> cursor) ->
                            store().list(cursor.map(paged::after).orElse(paged)));
            assertEquals(FACTS, keys(facts), "pages of " + limit);
        }
        assertEquals(
                FACTS.subList(1, 2),
                keys(store().list(query.withSubjectPrefix("b")).facts()),
                "with a prefix");
        assertEquals(
                FACTS,
                keys(store().list(query.withPredicate("state").withFactType("observed"))
                        .facts()),
                "exactly");
        assertEquals(List.of(), keys(store().list(query.withPredicate("other")).facts()), "another predicate");
    }

    /** If it fails: does a later change show through: a later fact, a later retirement, or an edge that was not there? */
    @Rule("STORE-EDGE-3")
    void neighboursAsOfAnyChangeStayWhatTheyWere() {
        assertStaysWhatItWas(EDGES, this::neighbours);
    }

    /** If it fails: which of the two times is compared strictly, or with the wrong column? */
    @Rule("STORE-EDGE-3")
    void neighboursAsOfAValidTimeAreWhatAsOfGivesForEachEdge() {
        assertHasWhatAsOfGives(EDGES, this::neighbours);
    }

    /** If it fails: is the limit or the cursor applied before it is known what the view shows? */
    @Rule("STORE-EDGE-3")
    void pagesOfEarlierNeighboursAreThoseOfThen() {
        long then = keysOfWhichEveryOtherIsLaterRetired(EDGES);
        View view = View.activeAt(new Basis.AtSequence(then));
        EdgeQuery query = EdgeQuery.from(NODE).withView(view);
        assertEquals(EDGES, keys(neighbours(view)), "all of then");
        for (int limit = 1; limit <= EDGES.size() + 1; limit++) {
            EdgeQuery paged = query.withLimit(limit);
            List<Fact> facts = byPages(
                    limit,
                    (Optional<EdgeKey> cursor) ->
                            store().neighbours(cursor.map(paged::after).orElse(paged)));
            assertEquals(EDGES, keys(facts), "pages of " + limit);
        }
        assertEquals(
                EDGES.subList(2, 3),
                keys(store().neighbours(query.withRelation("s")).facts()),
                "of one relation");
        assertEquals(
                List.of(EDGES.get(0)),
                keys(store().neighbours(EdgeQuery.to(NODE).withView(view)).facts()),
                "the other way");
    }

    private List<Fact> listed(View view) {
        return store().list(FactQuery.all().withView(view)).facts();
    }

    private List<Fact> neighbours(View view) {
        return store().neighbours(EdgeQuery.from(NODE).withView(view)).facts();
    }

    /** Each listing of what is active, taken down when it was current, is read again after every later change. */
    private void assertStaysWhatItWas(List<? extends Key> keys, Function<View, List<Fact>> listing) {
        Map<View, List<Fact>> expected = new LinkedHashMap<>();
        expected.put(View.activeAt(new Basis.AtSequence(0)), List.of());
        expected.put(View.activeAt(new Basis.RecordedAt(UtcMicros.MIN)), List.of());
        for (int step = 0; step < STEPS; step++) {
            Instant before = clock().instant();
            clock().step(Duration.ofSeconds(1));
            long sequence = step(keys, step);
            List<Fact> active = listing.apply(View.ACTIVE);
            expected.put(View.activeAt(new Basis.AtSequence(sequence)), active);
            expected.put(View.activeAt(new Basis.RecordedAt(clock().instant())), active);
            expected.put(
                    View.activeAt(new Basis.RecordedAt(before.plusNanos(999_999_000))),
                    listing.apply(View.activeAt(new Basis.RecordedAt(before))));
            expected.forEach((view, facts) -> assertEquals(facts, listing.apply(view), view + ", read once more"));
            assertEquals(active, listing.apply(View.activeAt(Basis.latest())), "as of the latest change");
            assertEquals(active, listing.apply(View.activeAt(new Basis.AtSequence(sequence + 9))), "not reached yet");
        }
    }

    private void assertHasWhatAsOfGives(List<? extends Key> keys, Function<View, List<Fact>> listing) {
        List<Basis> bases = new ArrayList<>(List.of(Basis.latest(), new Basis.AtSequence(0)));
        for (int step = 0; step < STEPS; step++) {
            clock().step(Duration.ofSeconds(1));
            bases.add(new Basis.AtSequence(step(keys, step)));
            bases.add(new Basis.RecordedAt(clock().instant()));
        }
        List<Instant> times = new ArrayList<>(List.of(UtcMicros.MIN, UtcMicros.MAX));
        for (long second = -3; second <= 3; second++) {
            times.add(second(second));
            times.add(second(second).minusNanos(1_000));
        }
        for (Basis basis : bases) {
            for (Instant validAt : times) {
                List<Fact> expected = keys.stream()
                        .flatMap(key -> store().asOf(key, validAt, basis).stream())
                        .toList();
                assertEquals(expected, listing.apply(View.asOf(validAt, basis)), "as of " + validAt + " and " + basis);
            }
        }
    }

    private static final int STEPS = 8;

    /** One change of a script with all that can happen to a key; its sequence. */
    private long step(List<? extends Key> keys, int step) {
        Key key = keys.get(step % keys.size());
        return switch (step) {
            // Retired before it began, and a gap before it is said again.
            case 3 -> endedAt(store().retire(retirementAt(second(-2), keys.get(1))));
            case 4 -> endedAt(store().retire(retirementAt(second(1), keys.get(0))));
            case 7 -> store().put(saysSince(second(3), keys.get(0), "again")).sequence();
            default ->
                store().put(saysSince(second(1 - step), key, "step " + step)).sequence();
        };
    }

    private static long endedAt(Fact fact) {
        return fact.ended().orElseThrow().sequence();
    }

    /** The sequence at which all of them were active. */
    private long keysOfWhichEveryOtherIsLaterRetired(List<? extends Key> keys) {
        keys.forEach(key -> store().put(says(key, "then")));
        long then = store().lastSequence();
        for (int i = 0; i < keys.size(); i += 2) {
            store().retire(retirement(keys.get(i)));
        }
        store().put(says(keys.get(1), "now"));
        store().put(says(key("c"), "new"));
        store().put(says(edge(NODE, "q", "new"), "new"));
        return then;
    }

    private static List<Key> keys(List<Fact> facts) {
        return facts.stream().map(Fact::key).toList();
    }
}
