package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.history.Event;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.register.RegisterRace;
import dev.praxis.testkit.history.register.RegisterSpec;
import dev.praxis.testkit.history.register.Reply;
import dev.praxis.testkit.history.register.Request;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The history of a race alone tells a broken store from a sound one, without a look at what it holds in the end. */
@Timeout(60)
class RecordedRacesTest {

    @ParameterizedTest
    @EnumSource(
            names = {
                "CACHES_THE_ACTIVE_FACT",
                "READS_A_REPLICA_THAT_LAGS",
                "SKIPS_EQUAL_CONTENT",
                "RESTARTS_REVISIONS",
                "DROPS_WRITES_UNDER_LOAD",
                "IGNORES_WHAT_IS_EXPECTED",
                "CONFLICTS_WITHOUT_THE_CURRENT_FACT",
                "IGNORES_THE_REVISION",
                "NEVER_ABSENT_AGAIN",
                "CHECKS_THEN_ACTS"
            })
    void aBrokenStoreIsCaught(Mutant mutant) {
        History<Request, Reply> history = race(mutant.newFixture());
        AssertionError failure =
                assertThrows(AssertionError.class, () -> RegisterSpec.requireLinearizable(history), mutant::toString);
        assertTrue(failure.getMessage().startsWith("the history of x is not linearizable: "), failure.getMessage());
    }

    @Test
    void aSoundStoreIsNot() {
        History<Request, Reply> history = race(new ModelFixture());
        RegisterSpec.requireLinearizable(history);
        assertTrue(
                history.calls().stream()
                        .anyMatch(
                                call -> call.output() != null && !call.output().isDone()),
                "no call met a conflict");
    }

    private static History<Request, Reply> race(StoreFixture place) {
        Queue<Event<Request, Reply>> events = new ConcurrentLinkedQueue<>();
        try (place;
                Store store = place.open(StoreOptions.defaults())) {
            new RegisterRace("caller", 20261121, 4, 200, List.of("x")).run(store, events::add);
        }
        return History.of(events);
    }
}
