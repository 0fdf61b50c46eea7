package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnQueueTest {

    private final TurnQueue<String> queue = new TurnQueue<>();
    private final Interrupts interrupts = new Interrupts();

    /** A turn of another caller, who stands in line. */
    private Turn<String> follower(String work) throws InterruptedException {
        Holder made = new Holder();
        Thread caller = new Thread(() -> {
            made.turn = new Turn<>(work);
            queue.enter(made.turn);
        });
        caller.start();
        caller.join();
        return made.turn;
    }

    private static final class Holder {
        private Turn<String> turn;
    }

    private Turn<String> leader() {
        Turn<String> turn = new Turn<>("first");
        queue.enter(turn);
        assertTrue(turn.awaitLead(interrupts));
        return turn;
    }

    @Test
    void whoLeavesWhileHeLeadsHandsTheLeadOver() throws Exception {
        Turn<String> first = leader();
        Turn<String> second = follower("second");
        queue.leave(first);
        assertTrue(second.awaitLead(interrupts));
    }

    @Test
    void whoLeavesTheLineIsNotGivenTheLead() throws Exception {
        Turn<String> first = leader();
        Turn<String> gone = follower("gone");
        Turn<String> third = follower("third");
        queue.leave(gone);
        assertEquals(1, queue.length());
        queue.leave(first);
        assertTrue(third.awaitLead(interrupts));
    }

    @Test
    void whoLeavesAnsweredTakesTheLeadFromNobody() throws Exception {
        Turn<String> first = leader();
        Turn<String> second = follower("second");
        assertSame(second, queue.nextSharing());
        second.answer();
        assertFalse(second.awaitLead(interrupts));
        queue.leave(second);
        Turn<String> third = follower("third");
        assertEquals(1, queue.length(), "the first still leads");
        queue.leave(first);
        assertTrue(third.awaitLead(interrupts));
    }

    @Test
    void whoWasTakenAndLeavesBeforeTheAnswerTakesTheLeadFromNobody() throws Exception {
        leader();
        Turn<String> second = follower("second");
        assertSame(second, queue.nextSharing());
        queue.leave(second);
        follower("third");
        assertEquals(1, queue.length(), "the first still leads");
    }

    @Test
    void whoCallsFromWithinAndLeavesKeepsTheLeadOfTheOuterCall() throws Exception {
        leader();
        Turn<String> inner = new Turn<>("inner");
        assertThrows(IllegalStateException.class, () -> queue.enter(inner));
        queue.leave(inner);
        follower("second");
        assertEquals(1, queue.length(), "the outer call still leads");
    }

    @Test
    void theLastWhoLeavesLeavesNobodyInTheLead() {
        queue.leave(leader());
        assertNull(queue.nextSharing());
        leader();
    }
}
