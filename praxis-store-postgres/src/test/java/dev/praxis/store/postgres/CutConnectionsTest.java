package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.store.postgres.CuttingProxy.Cut;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told when the network fails, and what is true. */
class CutConnectionsTest extends InOwnSchema {

    /** The text of the statement, and of the reply to it; not that of READ COMMITTED. */
    private static final String COMMIT = "COMMIT\0";

    private static final IdempotencyKey ASKED = new IdempotencyKey("asked-once");
    private static final FactKey OTHER = new FactKey("host:cp-2", "memory", "observed");

    private CuttingProxy network;
    private VersionedStore store;
    private Fact first;

    @BeforeEach
    void openThroughTheNetwork() throws IOException {
        network = new CuttingProxy(server.place().servers().get(0));
        store = Samples.open(server.through(network.port(), "currentSchema=" + schema));
        first = store.put(Samples.say(1));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        network.close();
    }

    /** In a transaction of several statements. */
    private WriteBatch two() {
        return WriteBatch.of(
                        Write.putIf(Samples.say(2), Expected.version(first.version())),
                        Write.put(Samples.say(OTHER, 2)))
                .withIdempotencyKey(ASKED);
    }

    /** In one statement. */
    private WriteBatch one() {
        return WriteBatch.of(Write.putIf(Samples.say(2), Expected.version(first.version())))
                .withIdempotencyKey(ASKED);
    }

    @DisplayName(
            "when the reply to the commit is lost, the outcome is unknown, and asking again tells that it was written")
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLostReplyToTheCommit(int writes) {
        WriteBatch batch = writes == 1 ? one() : two();
        network.cutAt(Cut.REPLY, writes == 1 ? "written" : COMMIT);
        UnknownOutcomeException unknown = assertThrows(UnknownOutcomeException.class, () -> store.write(batch));
        assertEquals(Optional.of(ASKED), unknown.idempotencyKey());
        assertFalse(network.isArmed());
        List<Fact> outcome = store.outcome(ASKED).orElseThrow();
        assertEquals(outcome, store.write(batch));
        assertEquals(2, store.history(Samples.KEY, 0, 9).size());
        Fact active = store.active(Samples.KEY).orElseThrow();
        assertEquals(outcome.get(0), active);
        assertEquals(Samples.say(2).contentHash(), active.contentHash());
        theStoreGoesOn(active, active.sequence() + writes);
    }

    @DisplayName(
            "when the commit itself is lost, the outcome is unknown, and asking again tells that it was not written")
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aLostCommit(int writes) {
        WriteBatch batch = writes == 1 ? one() : two();
        network.cutAt(Cut.REQUEST, writes == 1 ? ASKED.value() : COMMIT);
        UnknownOutcomeException unknown = assertThrows(UnknownOutcomeException.class, () -> store.write(batch));
        assertEquals(Optional.of(ASKED), unknown.idempotencyKey());
        assertFalse(network.isArmed());
        assertEquals(Optional.empty(), store.outcome(ASKED));
        assertEquals(List.of(first), store.history(Samples.KEY, 0, 9));
        assertEquals(first.sequence() + 1, store.write(batch).get(0).sequence());
        assertEquals(2, store.history(Samples.KEY, 0, 9).size());
    }

    @DisplayName("when the connection fails before the commit, nothing was written, and the caller is told so")
    @ParameterizedTest
    @CsvSource({"REQUEST,BEGIN ISOLATION", "REPLY,BEGIN\0", "REQUEST,INSERT INTO entry", "REPLY,INSERT 0 1"})
    void aConnectionThatFailsBeforeTheCommit(Cut cut, String bytes) {
        network.cutAt(cut, bytes);
        StoreUnavailableException failure = assertThrows(StoreUnavailableException.class, () -> store.write(two()));
        assertTrue(failure.getMessage().contains("nothing was written"), failure.getMessage());
        assertFalse(network.isArmed());
        assertEquals(List.of(first), store.history(Samples.KEY, 0, 9));
        theStoreGoesOn(first);
    }

    @Test
    void aReadThatFailsIsUnavailable() {
        network.cutAt(Cut.REPLY, "tester");
        assertThrows(StoreUnavailableException.class, () -> store.active(Samples.KEY));
        assertEquals(first, store.active(Samples.KEY).orElseThrow());
    }

    private void theStoreGoesOn(Fact active) {
        theStoreGoesOn(active, active.sequence() + 1);
    }

    private void theStoreGoesOn(Fact active, long nextSequence) {
        Fact next = store.putIf(Samples.say(3), Expected.version(active.version()));
        assertEquals(nextSequence, next.sequence());
        assertEquals(
                active.revision() + 1, store.active(Samples.KEY).orElseThrow().revision());
    }
}
