package dev.praxis.testkit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.testkit.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What arrives, and in which order. */
abstract class LineRules extends SinkRules {

    private static final int LONGEST_OF_A_LOG = 65_535;

    private static final List<String> HOSTILE = List.of(
            "",
            "\"quoted\" \\ back ] bracket",
            "{} %s ${x} $(y) `z` <b> ' ; --",
            "tab\t line\n return\r escape\u001B[31m bell\u0007",
            "\u00FC\u4E2D\u0645\u05D0 \uD83D\uDE80 \uFEFF \u2028 \u202E \uFFFD",
            "e\u0301 \u00E9",
            "<165>1 2026-01-01T00:00:00Z - - - - - forged");

    /** A clock that was never set, that was put right, that jumped ahead and back, that stood, and over the end of a year. */
    private static final List<String> TIMES = List.of(
            "1970-01-01T00:00:00.000000Z",
            "2026-11-24T12:00:00.000001Z",
            "2999-12-31T23:59:59.999999Z",
            "2026-11-24T12:00:00.000001Z",
            "2026-11-24T12:00:00.000001Z",
            "1999-12-31T23:59:59.999999Z",
            "2000-01-01T00:00:00.000000Z",
            "2026-11-24T11:59:59.999999Z");

    LineRules(SinkTck tck) {
        super(tck);
    }

    /** If it fails: is the line parsed and written anew, or changed by an encoding? */
    @Rule("SINK-LINE-1")
    void everyCharacterArrives() {
        List<AuditLine> lines = new ArrayList<>();
        for (String text : HOSTILE) {
            lines.add(Lines.line(lines.size() + 1L, text));
        }
        sink().accept(lines);
        assertArrived(texts(lines).toArray(new String[0]));
    }

    /** If it fails: is a line that is too long cut, by the sink or by the way to its destination? */
    @Rule("SINK-LINE-2")
    void noLineIsCut() {
        int taken = 0;
        for (int bytes : new int[] {place().longestLine(), LONGEST_OF_A_LOG}) {
            AuditLine line = Lines.ofBytes(bytes, Math.min(bytes, LONGEST_OF_A_LOG));
            try {
                sink().accept(List.of(line));
            } catch (AuditSinkException e) {
                assertTrue(bytes > place().longestLine(), "a line that fits was refused: " + e.getMessage());
                continue;
            }
            taken++;
            List<String> arrived = place().arrived(taken);
            String last = arrived.get(arrived.size() - 1);
            if (bytes <= place().longestLine()) {
                assertEquals(line.json(), last, "a line that fits");
            } else if (!last.equals(line.json())) {
                assertNames(line, last);
            }
        }
    }

    private static void assertNames(AuditLine line, String substitute) {
        assertFalse(line.json().startsWith(substitute), "the line was cut to " + substitute.length() + " characters");
        for (String part : List.of(
                Long.toString(line.sequence()),
                line.hash().hex(),
                Sha256.of(Lines.bytes(line.json())).hex(),
                Integer.toString(Lines.bytes(line.json()).length))) {
            assertTrue(substitute.contains(part), "what came in place of the line does not name " + part);
        }
    }

    /** If it fails: does the sink look at the times in the lines, to sort, to file or to drop by them? The sequence is the order. */
    @Rule("SINK-CLOCK-1")
    void clocksThatJumpChangeNothing() {
        List<AuditLine> lines = new ArrayList<>();
        for (String time : TIMES) {
            lines.add(Lines.at(lines.size() + 1L, Instant.parse(time)));
        }
        for (AuditLine line : lines) {
            sink().accept(List.of(line));
        }
        assertArrived(texts(lines).toArray(new String[0]));
    }

    /** If it fails: are lines handed to several threads, or sorted by their time? Their times go back. */
    @Rule("SINK-ORDER-1")
    void theOrderIsKept() {
        sink().accept(lines(1, 30));
        for (AuditLine line : lines(31, 60)) {
            sink().accept(List.of(line));
        }
        assertArrived(texts(lines(1, 60)).toArray(new String[0]));
    }

    /** If it fails: does the last line wait in a buffer until there are more, or until the sink is closed? */
    @Rule("SINK-DONE-1")
    void whatWasTakenHasArrived() {
        sink().accept(lines(1, 1));
        assertArrived(texts(lines(1, 1)).toArray(new String[0]));
        sink().accept(lines(2, 2));
        assertArrived(texts(lines(1, 2)).toArray(new String[0]));
    }

    /** If it fails: does the destination refuse a key that it has? */
    @Rule("SINK-AGAIN-1")
    void aLineMayComeAgain() {
        sink().accept(lines(1, 3));
        sink().accept(lines(2, 4));
        assertArrivedAtLeastOnce(lines(1, 4));
    }

    /** If it fails: does a line take the place of another one with its sequence? That would be a way to rewrite evidence. */
    @Rule("SINK-AGAIN-1")
    void aLineNeverReplacesAnother() {
        sink().accept(lines(1, 2));
        try {
            sink().accept(List.of(Lines.line(1, "another")));
        } catch (AuditSinkException e) {
            // To refuse it is well: two logs claim to be one.
        }
        LinkedHashSet<String> arrived = new LinkedHashSet<>(place().arrived(2));
        assertTrue(arrived.containsAll(texts(lines(1, 2))), "a line that was there is gone");
    }

    /** If it fails: is a gap ignored, so that nobody can see at the destination that something is missing? */
    @Rule("SINK-GAP-1")
    void aGapIsPassedOnAtItsPlace() {
        AuditGap gap = new AuditGap(Lines.ORIGIN, 2, 4);
        sink().accept(lines(1, 1));
        try {
            sink().gap(gap);
        } catch (AuditSinkException e) {
            return;
        }
        sink().accept(lines(5, 5));
        assertArrived(Lines.line(1).json(), gap.json(), Lines.line(5).json());
    }
}
