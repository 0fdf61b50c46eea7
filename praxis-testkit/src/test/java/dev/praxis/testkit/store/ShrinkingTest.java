package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.store.ModelComparison.Difference;
import dev.praxis.testkit.store.OperationArbitraries.Focus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What makes the failure of a generated sequence short and repeatable. */
class ShrinkingTest {

    @Test
    void onlyTheStepsThatMatterAreLeft() {
        Function<List<Integer>, Optional<List<Integer>>> failsWith7And23InOrder =
                steps -> steps.contains(7) && steps.contains(23) ? Optional.of(steps) : Optional.empty();
        List<Integer> steps = IntStream.range(0, 40).boxed().toList();

        assertEquals(List.of(7, 23), Shrinking.shortest(steps, steps, failsWith7And23InOrder));
    }

    @Test
    void aSeedGivesTheSameSequenceAgain() {
        List<Operation> once = Samples.withSeed(OperationArbitraries.sequences(Focus.CONDITIONS), 42);
        List<Operation> again = Samples.withSeed(OperationArbitraries.sequences(Focus.CONDITIONS), 42);
        List<Operation> other = Samples.withSeed(OperationArbitraries.sequences(Focus.CONDITIONS), 43);
        assertEquals(once, again);
        assertNotEquals(once, other);
    }

    @Test
    void theLostUpdateIsFoundByGeneratedSequencesAndShownInFewSteps() {
        ModelComparison comparison =
                new ModelComparison(() -> new StorePlace(Mutant.IGNORES_WHAT_IS_EXPECTED.newFixture()));
        Difference shortest = LongStream.range(0, 50)
                .mapToObj(seed -> Samples.withSeed(OperationArbitraries.sequences(Focus.CONDITIONS), seed))
                .flatMap(sequence -> comparison.compare(sequence).stream()
                        .map(found -> Shrinking.shortest(sequence, found, comparison::compare)))
                .findFirst()
                .orElseThrow();
        assertTrue(shortest.steps().size() <= 4, shortest.toString());
        assertTrue(shortest.toString().matches("[ -~\n]+"), "plain ASCII: " + shortest);
    }
}
