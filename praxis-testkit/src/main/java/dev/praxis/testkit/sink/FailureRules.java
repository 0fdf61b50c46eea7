package dev.praxis.testkit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.testkit.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a sink does when its destination does not do what it should. */
abstract class FailureRules extends SinkRules {

    FailureRules(SinkTck tck) {
        super(tck);
    }

    /** If it fails: is a failure swallowed, or only logged? */
    @Rule("SINK-FAIL-1")
    void aLineThatIsNotTakenIsAFailure() {
        sink().accept(lines(1, 1));
        place().arrived(1);
        cause(Fault.DOWN);
        assertThrows(AuditSinkException.class, () -> sink().accept(lines(2, 2)));
        assertThrows(AuditSinkException.class, () -> sink().accept(lines(2, 2)));
    }

    /** If it fails: does a message repeat what could not be written? It ends in a log that is not for evidence. */
    @Rule("SINK-FAIL-2")
    void aFailureDoesNotShowTheLine() {
        String inside = "only-in-the-record";
        sink();
        cause(Fault.DOWN);
        Throwable failure = assertThrows(RuntimeException.class, () -> sink().accept(List.of(Lines.line(1, inside))));
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertFalse(String.valueOf(each.getMessage()).contains(inside), "the message of " + each.getClass());
        }
    }

    /** If it fails: is a connection kept that is dead? */
    @Rule("SINK-RECOVER-1")
    void afterAFailureItTakesLinesAgain() {
        sink().accept(lines(1, 1));
        place().arrived(1);
        cause(Fault.DOWN);
        assertThrows(AuditSinkException.class, () -> sink().accept(lines(2, 3)));
        place().mend();
        sink().accept(lines(2, 3));
        sink().accept(lines(4, 4));
        assertArrivedAtLeastOnce(lines(1, 4));
    }

    /** If it fails: does the next line go on where the last one was cut? */
    @Rule("SINK-SHORT-1")
    void whatAFailedWriteLeftIsNoLine() {
        sink().accept(lines(1, 1));
        place().arrived(1);
        cause(Fault.SHORT);
        boolean failed = false;
        try {
            sink().accept(lines(2, 2));
        } catch (AuditSinkException e) {
            failed = true;
        }
        place().mend();
        if (failed) {
            sink().accept(lines(2, 2));
        }
        sink().accept(lines(3, 4));
        List<String> arrived = place().arrived(failed ? 4 : 3);
        if (arrived.contains(Lines.line(2).json())) {
            arrived = place().arrived(4); // it was not lost, so there is one more to wait for
        }
        assertTrue(texts(lines(1, 4)).containsAll(arrived), "something arrived that is no line");
        Set<String> expected = new LinkedHashSet<>(texts(lines(1, 4)));
        if (!failed) {
            // Who takes without an answer may have lost it; what came after that may not be lost with it.
            expected.remove(Lines.line(2).json());
            arrived = arrived.stream()
                    .filter(line -> !line.equals(Lines.line(2).json()))
                    .toList();
        }
        assertEquals(List.copyOf(expected), List.copyOf(new LinkedHashSet<>(arrived)), "what arrived");
    }

    /** If it fails: is there a queue that drops what does not fit? */
    @Rule("SINK-SLOW-1")
    void aSlowDestinationGetsEverything() {
        sink();
        cause(Fault.SLOW);
        for (AuditLine line : lines(1, 20)) {
            sink().accept(List.of(line));
        }
        sink().accept(lines(21, 40));
        assertArrivedAtLeastOnce(lines(1, 40));
    }
}
