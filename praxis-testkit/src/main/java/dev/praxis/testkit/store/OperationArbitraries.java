package dev.praxis.testkit.store;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.View;
import dev.praxis.testkit.store.Operation.Moment;
import dev.praxis.testkit.store.Operation.Sight;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Generates sequences of operations. Keys, assertions, batches and times come from small pools made anew for each sequence,
 * so that what matters happens: the same key again, the same content again (A → B → A), the same request again, equal times.
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
        EDGES,
        TIME_TRAVEL,
        CONDITIONS,
        BATCHES,
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
        return OperationPool.pools()
                .flatMap(pool -> operations(focus, pool)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(STEPS)
                        .map(steps -> endingWithEverything(steps, pool)));
    }

    private static Arbitrary<Operation> operations(Focus focus, OperationPool pool) {
        boolean conditions = focus == Focus.CONDITIONS;
        return Arbitraries.frequencyOf(List.of(
                weighted(6, pool.puts()),
                weighted(3, pool.retirements()),
                weighted(2, OperationPool.times().map(Operation.SetClock::new)),
                weighted(1, pool.keys().map(Operation.Active::new)),
                weighted(conditions ? 10 : 1, pool.conditionalPuts()),
                weighted(conditions ? 5 : 1, pool.conditionalRetirements()),
                weighted(focus == Focus.BATCHES ? 15 : 2, batches(pool)),
                weighted(
                        focus == Focus.BATCHES ? 3 : 1,
                        Arbitraries.of(pool.requests()).map(Operation.Outcome::new)),
                weighted(focus == Focus.LISTS ? 10 : 1, lists(pool)),
                weighted(focus == Focus.EDGES ? 10 : 1, neighbours(pool)),
                weighted(focus == Focus.CHANGES ? 5 : 1, histories(pool.keys())),
                weighted(focus == Focus.CHANGES ? 5 : 1, changes()),
                weighted(1, Arbitraries.create(Operation.LastSequence::new)),
                weighted(focus == Focus.TIME_TRAVEL ? 10 : 1, readings(pool.keys())),
                weighted(focus == Focus.TIME_TRAVEL ? 10 : 1, timelines(pool.keys())),
                weighted(focus == Focus.REOPENING ? 3 : 0, Arbitraries.create(Operation.Reopen::new))));
    }

    private static Tuple2<Integer, Arbitrary<Operation>> weighted(
            int weight, Arbitrary<? extends Operation> arbitrary) {
        return Tuple.of(weight, arbitrary.map(operation -> operation));
    }

    private static Arbitrary<Operation> batches(OperationPool pool) {
        return Combinators.combine(
                        Arbitraries.of(pool.batches()),
                        Arbitraries.of(pool.requests()).injectNull(0.2))
                .as(Operation.Batch::new);
    }

    private static Arbitrary<Operation> histories(Arbitrary<Key> keys) {
        return Combinators.combine(
                        keys,
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.integers().between(1, 5))
                .as(Operation.History::new);
    }

    private static Arbitrary<Operation> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, SEQUENCES * STEPS),
                        Arbitraries.integers().between(1, 5))
                .as(Operation.ChangePages::new);
    }

    private static Arbitrary<Operation> readings(Arbitrary<Key> keys) {
        return Combinators.combine(keys, OperationPool.times(), moments()).as(Operation.AsOf::new);
    }

    private static Arbitrary<Operation> timelines(Arbitrary<Key> keys) {
        return Combinators.combine(
                        keys,
                        moments(),
                        Arbitraries.oneOf(Arbitraries.just(UtcMicros.MIN), OperationPool.times()),
                        Arbitraries.integers().between(1, 5))
                .as(Operation.Timeline::new);
    }

    private static Arbitrary<Moment> moments() {
        return Arbitraries.oneOf(
                OperationPool.times().map(Basis.RecordedAt::new).map(Operation.AtTime::new),
                Arbitraries.integers().between(0, SEQUENCES * STEPS).map(Operation.AtChange::new));
    }

    private static Arbitrary<Sight> sights() {
        return Combinators.combine(
                        moments().injectNull(0.5), OperationPool.times().injectNull(0.6))
                .as(Sight::new);
    }

    private static Arbitrary<Operation> lists(OperationPool pool) {
        List<FactKey> keys = pool.facts();
        Arbitrary<String> prefixes = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.of(keys).map(FactKey::subject),
                Arbitraries.of(keys).map(key -> firstCharacter(key.subject())),
                FactArbitraries.texts());
        Arbitrary<String> predicates =
                Arbitraries.of(keys).map(FactKey::predicate).injectNull(0.8);
        Arbitrary<String> factTypes =
                Arbitraries.of(keys).map(FactKey::factType).injectNull(0.8);
        Arbitrary<FactKey> cursors =
                Arbitraries.oneOf(Arbitraries.of(keys), FactArbitraries.keys()).injectNull(0.7);
        Arbitrary<FactQuery> queries = Combinators.combine(
                        prefixes,
                        predicates,
                        factTypes,
                        cursors,
                        Arbitraries.integers().between(1, 4))
                .as((prefix, predicate, factType, after, limit) ->
                        new FactQuery(prefix, predicate, factType, View.ACTIVE, after, limit));
        return Combinators.combine(queries, sights()).as(Operation.ListPages::new);
    }

    private static Arbitrary<Operation> neighbours(OperationPool pool) {
        Arbitrary<String> relations = Arbitraries.of(pool.edges()).map(EdgeKey::relation);
        Arbitrary<EdgeKey> others = Arbitraries.oneOf(Arbitraries.of(pool.edges()), FactArbitraries.edgeKeys());
        Arbitrary<EdgeQuery> queries = Combinators.combine(
                        pool.nodes(),
                        Arbitraries.of(Direction.class),
                        relations.injectNull(0.6),
                        others.injectNull(0.6),
                        Arbitraries.integers().between(1, 3))
                .as((node, direction, relation, other, limit) -> {
                    EdgeKey after = other == null ? null : at(node, direction, other);
                    return new EdgeQuery(node, direction, relation, View.ACTIVE, after, limit);
                });
        return Combinators.combine(queries, sights()).as(Operation.NeighbourPages::new);
    }

    /** An edge with one end put elsewhere: one that can be a cursor there. */
    private static EdgeKey at(String node, Direction direction, EdgeKey edge) {
        return direction == Direction.OUTGOING
                ? new EdgeKey(node, edge.relation(), edge.target())
                : new EdgeKey(edge.subject(), edge.relation(), node);
    }

    private static String firstCharacter(String text) {
        return Character.toString(text.codePointAt(0));
    }

    private static List<Operation> endingWithEverything(List<Operation> steps, OperationPool pool) {
        List<Operation> all = new ArrayList<>(steps);
        all.add(new Operation.ListPages(FactQuery.all(), Sight.ACTIVE));
        pool.edges().stream()
                .map(EdgeKey::subject)
                .distinct()
                .forEach(node -> all.add(new Operation.NeighbourPages(EdgeQuery.from(node), Sight.ACTIVE)));
        pool.said().stream()
                .map(said -> said.key())
                .distinct()
                .forEach(key -> all.add(new Operation.History(key, 0, FactQuery.MAX_LIMIT)));
        all.add(new Operation.ChangePages(0, FactQuery.MAX_LIMIT));
        all.add(new Operation.LastSequence());
        return List.copyOf(all);
    }
}
