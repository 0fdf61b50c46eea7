package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.StoreClosedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallGateTest {

    private final CallGate gate = new CallGate();

    @Test
    void onlyTheFirstCloserReleases() {
        assertTrue(gate.close());
        assertFalse(gate.close());
    }

    @Test
    void aClosedGateRefuses() {
        gate.close();
        assertThrows(StoreClosedException.class, gate::enter);
    }

    @Test
    void closingWaitsForThoseInside() throws ExecutionException, InterruptedException {
        gate.enter();
        gate.enter();
        CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(gate::close);
        awaitRefusal();
        gate.leave();
        assertFalse(closing.isDone());
        gate.leave();
        assertTrue(closing.get());
    }

    private void awaitRefusal() {
        while (true) {
            try {
                gate.enter();
                gate.leave();
            } catch (StoreClosedException closed) {
                return;
            }
        }
    }
}
