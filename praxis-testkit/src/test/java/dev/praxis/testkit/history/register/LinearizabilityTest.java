package dev.praxis.testkit.history.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.history.Call;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.LinearizabilityChecker;
import dev.praxis.testkit.history.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of which it is known what they are. A line is "caller, from, to (or ? if open): request -> reply". */
class LinearizabilityTest {

    @Test
    void callsThatOverlapMayTakeEffectInAnyOrder() {
        accepts(
                "a 0 10: put x A -> done 2:A",
                "b 0 10: put x B -> done 1:B",
                "c 0 10: read x -> done 1:B",
                "d 0 10: read x -> done none",
                "e 0 10: retire x -> done 2:A");
    }

    /** Herlihy and Wing, figure 1(a) and (b), with a register for the queue. */
    @Test
    void aWriteMayTakeEffectBeforeItIsAnswered() {
        accepts(
                "a 0 30: put x A -> done 1:A",
                "b 5 10: read x -> done none",
                "c 15 20: read x -> done 1:A",
                "b 22 25: read x -> done 1:A");
        rejects("b#3", "a 0 30: put x A -> done 1:A", "b 5 10: read x -> done 1:A", "b 15 20: read x -> done none");
    }

    @Test
    void ofTwoThatExpectTheSameVersionOneMustLose() {
        accepts(
                "a 0 1: put x 0 -> done 1:0",
                "a 2 9: putIf x 1:0 a1 -> done 2:a1",
                "b 2 9: putIf x 1:0 b1 -> conflict 2:a1");
        // The lost update.
        rejects(
                "b#3",
                "a 0 1: put x 0 -> done 1:0",
                "a 2 9: putIf x 1:0 a1 -> done 2:a1",
                "b 2 10: putIf x 1:0 b1 -> done 3:b1");
        rejects(
                "b#3",
                "a 0 1: put x 0 -> done 1:0",
                "a 2 9: putIf x 1:0 a1 -> done 2:a1",
                "b 2 10: putIf x 1:0 b1 -> done 2:b1");
    }

    @Test
    void aReadMustNotBeStale() {
        rejects("b#3", "a 0 1: put x A -> done 1:A", "a 2 3: put x B -> done 2:B", "b 4 5: read x -> done 1:A");
        accepts("a 0 1: put x A -> done 1:A", "a 2 4: put x B -> done 2:B", "b 4 5: read x -> done 1:A");
    }

    @Test
    void aValueThatNobodyWroteIsNotRead() {
        rejects("b#2", "a 0 9: put x A -> done 1:A", "b 0 9: read x -> done 1:B");
    }

    /** Sequentially consistent: each caller's own order is kept, that of time is not. */
    @Test
    void theOrderOfTimeHoldsBetweenCallersToo() {
        rejects("a#1", "a 0 1: put x A -> done 2:A", "b 2 3: put x B -> done 1:B");
        accepts("a 0 2: put x A -> done 2:A", "b 2 3: put x B -> done 1:B");
    }

    @Test
    void theSameContentAgainIsAnotherVersion() {
        List<String> aba =
                List.of("a 0 1: put x A -> done 1:A", "a 2 3: put x B -> done 2:B", "a 4 5: put x A -> done 3:A");
        rejects("b#4", with(aba, "b 6 7: putIf x 1:A C -> done 4:C"));
        accepts(with(aba, "b 6 7: putIf x 1:A C -> conflict 3:A"));
        rejects("b#4", with(aba, "b 6 7: retireIf x 1:A -> done 1:A"));
    }

    @Test
    void aRetirementLeavesNothingAndRevisionsGoOn() {
        accepts(
                "a 0 1: put x A -> done 1:A",
                "a 2 3: retireIf x 1:A -> done 1:A",
                "a 4 5: retire x -> conflict none",
                "a 6 7: putIf x none B -> done 2:B");
        rejects("a#3", "a 0 1: put x A -> done 1:A", "a 2 3: retire x -> done 1:A", "a 4 5: put x B -> done 1:B");
    }

    @Test
    void anOpenCallMayHaveHappenedLaterOrNever() {
        accepts("a 0 ?: put x A", "b 1 2: read x -> done none", "b 3 4: read x -> done 1:A");
        accepts("a 0 ?: put x A", "b 1 2: read x -> done none", "b 3 4: put x B -> done 1:B");
        // But not taken back once it was seen, nor happen twice, nor before it was invoked.
        rejects("b#3", "a 0 ?: put x A", "b 1 2: read x -> done 1:A", "b 3 4: read x -> done none");
        rejects("b#3", "a 0 ?: put x A", "b 1 2: read x -> done 1:A", "b 3 4: read x -> done 2:A");
        rejects("b#1", "b 1 2: read x -> done 1:A", "a 3 ?: put x A");
    }

    @Test
    void oneBadKeyAmongGoodOnesIsNamed() {
        RegisterSpec.requireLinearizable(
                history("a 0 1: put x A -> done 1:A", "a 2 3: put y A -> done 1:A", "b 4 5: read x -> done 1:A"));
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> RegisterSpec.requireLinearizable(history(
                        "a 0 1: put x A -> done 1:A", "a 2 3: put y A -> done 1:A", "b 4 5: read y -> done none")));
        assertTrue(failure.getMessage().startsWith("the history of y is not linearizable"), failure.getMessage());
    }

    @Test
    void theExplanationShowsWhatWasBestAndWhyNothingFitsAfterIt() {
        Verdict<RegisterState, Request, Reply> verdict = check(
                "a 1000 1001: put x A -> done 1:A",
                "a 1002 1009: putIf x 1:A B -> done 2:B",
                "b 1003 1010: putIf x 1:A C -> done 2:C",
                "c 1004 ?: read x");
        assertEquals("""
                not linearizable: no order of the calls explains
                  [3..10] b#3 putIf x 1:A C -> done 2:C
                The best order has 2 calls and ends with
                  [0..1] a#1 put x A -> done 1:A
                  [2..9] a#2 putIf x 1:A B -> done 2:B
                which leaves revision 2, active 2:B. None of these can be next
                  [3..10] b#3 putIf x 1:A C -> done 2:C, but would be conflict 2:B""", verdict.toString());
    }

    /** Without partial order or memory this is hopeless: 8 callers, all of whose calls overlap with others. */
    @Timeout(60)
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thousandsOfCallsOnOneKeyAreChecked(long seed) {
        History<Request, Reply> sound = new SimulatedRace(new Random(seed), 8, 0).run(20_000);
        assertTrue(check(sound).isLinearizable());

        List<Call<Request, Reply>> calls = new ArrayList<>(sound.calls());
        int last = calls.size() - 1;
        Call<Request, Reply> end = calls.get(last);
        calls.set(
                last,
                new Call<>(
                        "end",
                        end.invokedAt(),
                        end.answeredAt(),
                        new Request.Read("k"),
                        Reply.done(new Version(1, "stale"))));
        Verdict<RegisterState, Request, Reply> verdict = check(new History<>(calls));
        assertEquals(
                "end",
                assertInstanceOf(Verdict.NotLinearizable.class, verdict)
                        .unexplained()
                        .id());
    }

    private static void accepts(String... lines) {
        Verdict<RegisterState, Request, Reply> verdict = check(lines);
        assertTrue(verdict.isLinearizable(), verdict::toString);
    }

    /** The id of a call is that of its caller and the number of its line. */
    private static void rejects(String unexplained, String... lines) {
        Verdict<RegisterState, Request, Reply> verdict = check(lines);
        assertEquals(
                unexplained,
                assertInstanceOf(Verdict.NotLinearizable.class, verdict, verdict::toString)
                        .unexplained()
                        .id());
    }

    private static String[] with(List<String> lines, String line) {
        return Stream.concat(lines.stream(), Stream.of(line)).toArray(String[]::new);
    }

    private static Verdict<RegisterState, Request, Reply> check(String... lines) {
        return check(history(lines));
    }

    private static Verdict<RegisterState, Request, Reply> check(History<Request, Reply> history) {
        return new LinearizabilityChecker<>(new RegisterSpec()).check(history);
    }

    private static History<Request, Reply> history(String... lines) {
        RegisterText text = new RegisterText();
        List<Call<Request, Reply>> calls = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(": | -> ", -1);
            String[] words = parts[0].split(" ", -1);
            String id = words[0] + "#" + (calls.size() + 1);
            long from = Long.parseLong(words[1]);
            Request request = text.input(parts[1]);
            calls.add(
                    words[2].equals("?")
                            ? Call.open(id, from, request)
                            : new Call<>(id, from, Long.parseLong(words[2]), request, text.output(parts[2])));
        }
        return new History<>(calls);
    }
}
