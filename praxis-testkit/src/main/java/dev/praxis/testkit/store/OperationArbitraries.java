package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.View;
import dev.praxis.testkit.store.Operation.Expectation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Generates sequences of operations. Keys, assertions and times come from small pools made anew for each sequence, so
 * that what matters happens: the same key again, the same content again (A → B → A), equal times.
 */
final class OperationArbitraries {

    /** How many sequences follow each other at one place. */
    static final int SEQUENCES = 4;

    private static final int STEPS = 25;

    private OperationArbitraries() {}

    /** What a property looks at; its operations come more often than the others. */
    enum Focus {
        CHANGES,
        LISTS,
        TIME_TRAVEL,
        CONDITIONS,
        REOPENING
    }

    /**
     * Several sequences, one after the other for the same place, since a place can be dear to make. Each has its own
     * pools and ends with reading everything.
     */
    static Arbitrary<List<Operation>> sequences(Focus focus) {
        return sequence(focus)
                .list()
                .ofSize(SEQUENCES)
                .map(sequences -> sequences.stream().flatMap(List::stream).toList());
    }

    private static Arbitrary<List<Operation>> sequence(Focus focus) {
        Arbitrary<List<FactKey>> keys =
                FactArbitraries.keys().list().uniqueElements().ofSize(3);
        return keys.flatMap(pool -> assertions(pool)
                .list()
                .ofSize(4)
                .flatMap(said -> operations(focus, pool, said)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(STEPS)
                        .map(steps -> endingWithEverything(steps, pool))));
    }

    private static Arbitrary<Assertion> assertions(List<FactKey> pool) {
        return FactArbitraries.assertions(Arbitraries.of(pool), times());
    }

    private static Arbitrary<Operation> operations(Focus focus, List<FactKey> pool, List<Assertion> said) {
        Arbitrary<FactKey> keys = Arbitraries.of(pool);
        Arbitrary<Assertion> assertions = Arbitraries.of(said);
        Arbitrary<RetirementRequest> retirements = FactArbitraries.retirements(keys, times());
        Arbitrary<Expectation> expectations = Arbitraries.of(Expectation.class);
        return Arbitraries.frequencyOf(List.of(
                weighted(6, assertions.map(Operation.Put::new)),
                weighted(3, retirements.map(Operation.Retire::new)),
                weighted(2, times().map(Operation.SetClock::new)),
                weighted(1, keys.map(Operation.Active::new)),
                weighted(
                        focus == Focus.CONDITIONS ? 10 : 1,
                        Combinators.combine(assertions, expectations).as(Operation.PutIf::new)),
                weighted(
                        focus == Focus.CONDITIONS ? 5 : 1,
                        Combinators.combine(retirements, expectations).as(Operation.RetireIf::new)),
                weighted(focus == Focus.LISTS ? 10 : 1, queries(pool).map(Operation.ListPages::new)),
                weighted(focus == Focus.CHANGES ? 5 : 1, histories(keys)),
                weighted(focus == Focus.TIME_TRAVEL ? 10 : 1, readingsByTime(keys)),
                weighted(focus == Focus.TIME_TRAVEL ? 10 : 1, readingsByChange(keys)),
                weighted(focus == Focus.REOPENING ? 3 : 0, Arbitraries.create(Operation.Reopen::new))));
    }

    private static Tuple2<Integer, Arbitrary<Operation>> weighted(
            int weight, Arbitrary<? extends Operation> arbitrary) {
        return Tuple.of(weight, arbitrary.map(operation -> operation));
    }

    private static Arbitrary<Operation> histories(Arbitrary<FactKey> keys) {
        return Combinators.combine(
                        keys,
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.integers().between(1, 5))
                .as(Operation.History::new);
    }

    private static Arbitrary<Operation> readingsByTime(Arbitrary<FactKey> keys) {
        return Combinators.combine(keys, times(), times().map(Basis.RecordedAt::new))
                .as(Operation.AsOfTime::new);
    }

    private static Arbitrary<Operation> readingsByChange(Arbitrary<FactKey> keys) {
        return Combinators.combine(keys, times(), Arbitraries.integers().between(0, SEQUENCES * STEPS))
                .as(Operation.AsOfChange::new);
    }

    private static Arbitrary<FactQuery> queries(List<FactKey> pool) {
        Arbitrary<String> prefixes = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.of(pool).map(FactKey::subject),
                Arbitraries.of(pool).map(key -> firstCharacter(key.subject())),
                FactArbitraries.texts());
        Arbitrary<String> predicates =
                Arbitraries.of(pool).map(FactKey::predicate).injectNull(0.8);
        Arbitrary<String> factTypes =
                Arbitraries.of(pool).map(FactKey::factType).injectNull(0.8);
        Arbitrary<FactKey> cursors =
                Arbitraries.oneOf(Arbitraries.of(pool), FactArbitraries.keys()).injectNull(0.7);
        return Combinators.combine(
                        prefixes,
                        predicates,
                        factTypes,
                        cursors,
                        Arbitraries.integers().between(1, 4))
                .as((prefix, predicate, factType, after, limit) ->
                        new FactQuery(prefix, predicate, factType, View.ACTIVE, after, limit));
    }

    private static String firstCharacter(String text) {
        return Character.toString(text.codePointAt(0));
    }

    /** Few times around noon, so that they meet each other, and now and then any other. */
    private static Arbitrary<Instant> times() {
        Arbitrary<Instant> near = Combinators.combine(
                        Arbitraries.integers().between(-3, 3), Arbitraries.of(0, 1, 999, 1_000, 999_999_999))
                .as((seconds, nanos) -> StorePlace.NOON.plusSeconds(seconds).plus(Duration.ofNanos(nanos)));
        return Arbitraries.frequencyOf(Tuple.of(9, near), Tuple.of(1, FactArbitraries.instants()));
    }

    private static List<Operation> endingWithEverything(List<Operation> steps, List<FactKey> pool) {
        List<Operation> all = new ArrayList<>(steps);
        all.add(new Operation.ListPages(FactQuery.all()));
        pool.forEach(key -> all.add(new Operation.History(key, 0, FactQuery.MAX_LIMIT)));
        return List.copyOf(all);
    }
}
