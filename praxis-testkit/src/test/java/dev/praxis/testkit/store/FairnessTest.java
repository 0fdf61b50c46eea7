package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.store.WriteWaits.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both measures of fairness tell a line from a pile. */
@Timeout(60)
class FairnessTest {

    @Test
    void aStoreThatServesTheLastComerFirstIsNotFair() {
        try (BrokenWrites.ServesTheLastComerFirst pile =
                new BrokenWrites.ServesTheLastComerFirst(new ModelStore(StoreOptions.defaults()))) {
            WriteWaits waits = WriteWaits.of(pile, 8, 100);
            assertFalse(waits.areFair(), waits::toString);
        }
    }

    @Test
    void writersInLineShowThePile() throws Exception {
        List<Long> places = new WritersInLine(
                        options -> new BrokenWrites.ServesTheLastComerFirst(new ModelStore(options)),
                        thread -> thread.getState() == Thread.State.WAITING,
                        8,
                        1)
                .places();
        List<Long> pile = new ArrayList<>(LongStream.rangeClosed(1, 8).boxed().toList());
        Collections.reverse(pile);
        assertEquals(pile, places);
    }

    @Test
    void fairIsTwentyTimesTheMedianOrAFullLine() {
        assertTrue(waits(8, 10, 10, 200).areFair());
        assertFalse(waits(8, 10, 10, 201).areFair());
        assertTrue(waits(8, 0, 0, 140).areFair());
        assertFalse(waits(8, 0, 0, 141).areFair());
    }

    private static WriteWaits waits(int writers, long... others) {
        return new WriteWaits(
                writers,
                LongStream.of(others).mapToObj(each -> new Wait(each, each + 1)).toList());
    }
}
