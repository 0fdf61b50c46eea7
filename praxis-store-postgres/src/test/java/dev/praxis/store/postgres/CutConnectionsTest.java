package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.store.postgres.CuttingProxy.Cut;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller is told when the network fails, and what is true. */
class CutConnectionsTest extends InOwnSchema {

    /** The text of the statement, and of the reply to it; not that of READ COMMITTED. */
    private static final String COMMIT = "COMMIT\0";

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

    @DisplayName("when the reply to the commit is lost, the outcome is unknown, and reading tells that it was written")
    @Test
    void aLostReplyToTheCommit() {
        network.cutAt(Cut.REPLY, COMMIT);
        assertThrows(
                UnknownOutcomeException.class, () -> store.putIf(Samples.say(2), Expected.version(first.version())));
        assertFalse(network.isArmed());
        Fact active = store.active(Samples.KEY).orElseThrow();
        assertEquals(2, active.revision());
        assertEquals(Samples.say(2).contentHash(), active.contentHash());
        theStoreGoesOn(active);
    }

    @DisplayName("when the commit itself is lost, the outcome is unknown, and reading tells that it was not written")
    @Test
    void aLostCommit() {
        network.cutAt(Cut.REQUEST, COMMIT);
        assertThrows(
                UnknownOutcomeException.class, () -> store.putIf(Samples.say(2), Expected.version(first.version())));
        assertFalse(network.isArmed());
        assertEquals(List.of(first), store.history(Samples.KEY, 0, 9));
        theStoreGoesOn(first);
    }

    @DisplayName("when the connection fails before the commit, nothing was written, and the caller is told so")
    @ParameterizedTest
    @CsvSource({"REQUEST,BEGIN ISOLATION", "REPLY,BEGIN\0", "REQUEST,INSERT INTO entry", "REPLY,INSERT 0 1"})
    void aConnectionThatFailsBeforeTheCommit(Cut cut, String bytes) {
        network.cutAt(cut, bytes);
        StoreUnavailableException failure =
                assertThrows(StoreUnavailableException.class, () -> store.put(Samples.say(2)));
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
        Fact next = store.putIf(Samples.say(3), Expected.version(active.version()));
        assertEquals(active.sequence() + 1, next.sequence());
        assertEquals(
                active.revision() + 1, store.active(Samples.KEY).orElseThrow().revision());
    }
}
