package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.testkit.store.Operation.Expectation;
import dev.praxis.testkit.store.Operation.SingleWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * The few keys, assertions, batches and requests of a generated sequence.
 *
 * @param facts keys of facts
 * @param edges edges between two things; one of them has the texts of the first key
 * @param said assertions about these
 * @param batches writes that can be a batch
 * @param requests idempotency keys
 */
record OperationPool(
        List<FactKey> facts,
        List<EdgeKey> edges,
        List<Assertion> said,
        List<List<SingleWrite>> batches,
        List<IdempotencyKey> requests) {

    private static final int FACTS = 2;
    private static final int EDGES = 2;
    private static final int SAID = 6;
    private static final int BATCHES = 3;
    private static final int MOST_WRITES = 4;
    private static final int REQUESTS = 3;

    static Arbitrary<OperationPool> pools() {
        Arbitrary<List<FactKey>> facts =
                FactArbitraries.keys().list().uniqueElements().ofSize(FACTS);
        Arbitrary<List<EdgeKey>> edges = FactArbitraries.edgeKeys()
                .flatMap(first -> FactArbitraries.texts()
                        .flatMap(relation -> Arbitraries.of(between(first, relation))
                                .list()
                                .uniqueElements()
                                .ofSize(EDGES)));
        Arbitrary<List<IdempotencyKey>> requests = FactArbitraries.texts()
                .map(IdempotencyKey::new)
                .list()
                .uniqueElements()
                .ofSize(REQUESTS);
        return Combinators.combine(facts, edges, requests)
                .as(OperationPool::withTwin)
                .flatMap(pool -> FactArbitraries.assertions(pool.keys(), times())
                        .list()
                        .ofSize(SAID)
                        .map(pool::saying))
                .flatMap(pool -> pool.singleWrites()
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(MOST_WRITES)
                        .map(OperationPool::firstOfEachKey)
                        .list()
                        .ofSize(BATCHES)
                        .map(pool::withBatches));
    }

    /** Few times around noon, so that they meet each other, and now and then any other. */
    static Arbitrary<Instant> times() {
        Arbitrary<Instant> near = Combinators.combine(
                        Arbitraries.integers().between(-3, 3), Arbitraries.of(0, 1, 999, 1_000, 999_999_999))
                .as((seconds, nanos) -> StorePlace.NOON.plusSeconds(seconds).plus(Duration.ofNanos(nanos)));
        return Arbitraries.frequencyOf(Tuple.of(9, near), Tuple.of(1, FactArbitraries.instants()));
    }

    Arbitrary<Key> keys() {
        return Arbitraries.of(Stream.concat(facts.stream(), edges.stream()).toList());
    }

    /** The things that have edges. */
    Arbitrary<String> nodes() {
        return Arbitraries.of(edges.stream()
                .flatMap(edge -> Stream.of(edge.subject(), edge.target()))
                .distinct()
                .toList());
    }

    Arbitrary<SingleWrite> puts() {
        return Arbitraries.of(said).map(Operation.Put::new);
    }

    Arbitrary<SingleWrite> retirements() {
        return FactArbitraries.retirements(saidKeys(), times()).map(Operation.Retire::new);
    }

    Arbitrary<SingleWrite> conditionalPuts() {
        return Combinators.combine(Arbitraries.of(said), Arbitraries.of(Expectation.class))
                .as(Operation.PutIf::new);
    }

    Arbitrary<SingleWrite> conditionalRetirements() {
        return Combinators.combine(FactArbitraries.retirements(saidKeys(), times()), Arbitraries.of(Expectation.class))
                .as(Operation.RetireIf::new);
    }

    private Arbitrary<SingleWrite> singleWrites() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, puts()),
                Tuple.of(2, retirements()),
                Tuple.of(1, conditionalPuts()),
                Tuple.of(1, conditionalRetirements()));
    }

    /** Of what was never said there is nothing to retire. */
    private Arbitrary<Key> saidKeys() {
        return Arbitraries.of(said.stream().map(Assertion::key).distinct().toList());
    }

    private static OperationPool withTwin(List<FactKey> facts, List<EdgeKey> edges, List<IdempotencyKey> requests) {
        FactKey first = facts.get(0);
        List<EdgeKey> all = new ArrayList<>(edges);
        all.add(new EdgeKey(first.subject(), first.predicate(), first.factType()));
        List<EdgeKey> distinct = all.stream().distinct().toList();
        return new OperationPool(facts, distinct, List.of(), List.of(), requests);
    }

    private OperationPool saying(List<Assertion> assertions) {
        return new OperationPool(facts, edges, assertions, batches, requests);
    }

    private OperationPool withBatches(List<List<SingleWrite>> writes) {
        return new OperationPool(facts, edges, said, writes, requests);
    }

    /** All edges between the two things of one, in two relations: there and back, and from each to itself. */
    private static List<EdgeKey> between(EdgeKey first, String otherRelation) {
        List<String> nodes = List.of(first.subject(), first.target());
        return Stream.of(first.relation(), otherRelation)
                .flatMap(relation ->
                        nodes.stream().flatMap(from -> nodes.stream().map(to -> new EdgeKey(from, relation, to))))
                .toList();
    }

    private static List<SingleWrite> firstOfEachKey(List<SingleWrite> writes) {
        Set<Key> keys = new HashSet<>();
        return writes.stream().filter(write -> keys.add(write.key())).toList();
    }
}
