package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.praxis.testkit.Rule;
import dev.praxis.testkit.store.ModelComparison.Difference;
import dev.praxis.testkit.store.OperationArbitraries.Focus;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;

/** Generated sequences of calls, compared with {@link ModelStore} after each step. */
abstract class ModelRules extends VersionedRules {

    /** Replays the sequence of a failure. */
    private static final String SEED_PROPERTY = "praxis.tck.seed";

    private static final int PLACES = 40 / OperationArbitraries.SEQUENCES;

    ModelRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: see the steps in the message; the last one is answered otherwise than the contract says. */
    @Rule("STORE-HISTORY-1")
    void anyChangesGiveTheHistoryOfTheModel() {
        assertLikeTheModel(Focus.CHANGES);
    }

    /** If it fails: see the steps in the message; mind keys that differ from what was put, order, and cursors. */
    @Rule("STORE-LIST-1")
    void anyListingIsThatOfTheModel() {
        assertLikeTheModel(Focus.LISTS);
    }

    /** If it fails: see the steps in the message; mind the direction, cursors, and facts with the texts of an edge. */
    @Rule("STORE-EDGE-2")
    void anyNeighboursAreThoseOfTheModel() {
        assertLikeTheModel(Focus.EDGES);
    }

    /** If it fails: see the steps in the message; mind which fact was recorded last, and ends not yet known. */
    @Rule("STORE-ASOF-1")
    void anyReadingAsOfIsThatOfTheModel() {
        assertLikeTheModel(Focus.TIME_TRAVEL);
    }

    /** If it fails: see the steps in the message; mind what a refused batch left, and keys that were used before. */
    @Rule("STORE-BATCH-1")
    void anyBatchesEndAsInTheModel() {
        assertLikeTheModel(Focus.BATCHES);
    }

    /** If it fails: see the steps in the message; mind what is active when the condition is checked. */
    @Rule("STORE-CAS-1")
    void anyConditionalWriteEndsAsInTheModel() {
        versioned();
        assertLikeTheModel(Focus.CONDITIONS);
    }

    /** If it fails: see the steps in the message; mind what the store kept only in memory before it was reopened. */
    @Rule("STORE-DURABLE-1")
    void reopeningChangesNoAnswer() {
        assumeTrue(place().keepsData(), "the fixture keeps nothing, so durability is not asked of this store");
        assertLikeTheModel(Focus.REOPENING);
    }

    private void assertLikeTheModel(Focus focus) {
        Arbitrary<List<Operation>> sequences = OperationArbitraries.sequences(focus);
        ModelComparison comparison = new ModelComparison(this::newPlace);
        Optional<Long> replayed = Optional.ofNullable(Long.getLong(SEED_PROPERTY));
        long start = replayed.orElseGet(() -> new Random().nextLong());
        for (long seed = start; seed - start < (replayed.isPresent() ? 1 : PLACES); seed++) {
            List<Operation> sequence = Samples.withSeed(sequences, seed);
            Optional<Difference> difference = comparison.compare(sequence);
            if (difference.isPresent()) {
                Difference shortest = Shrinking.shortest(sequence, difference.get(), comparison::compare);
                fail("the store and the model answer step " + shortest.steps().size()
                        + " of these differently (found with " + sequence.size() + " steps; -D" + SEED_PROPERTY + "="
                        + seed + " replays it)" + shortest);
            }
        }
    }
}
