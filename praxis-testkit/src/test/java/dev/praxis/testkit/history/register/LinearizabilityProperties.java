package dev.praxis.testkit.history.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.history.Call;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.LinearizabilityChecker;
import dev.praxis.testkit.history.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The checker against the definition. */
class LinearizabilityProperties {

    private final LinearizabilityChecker<RegisterState, Request, Reply> checker =
            new LinearizabilityChecker<>(new RegisterSpec());
    private final BruteForce<RegisterState, Request, Reply> definition = new BruteForce<>(new RegisterSpec());

    @Property(tries = 10_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void theCheckerAgreesWithTheDefinition(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int calls) {
        Random random = new Random(seed);
        History<Request, Reply> history = new SimulatedRace(random, 3, 0.05).run(calls);
        for (int mutations = random.nextInt(3); mutations > 0; mutations--) {
            history = mutated(history, random);
        }
        boolean linearizable = definition.isLinearizable(history);
        Verdict<RegisterState, Request, Reply> verdict = checker.check(history);
        assertEquals(linearizable, verdict.isLinearizable(), history + " is " + verdict);

        Statistics.label("linearizable").collect(linearizable);
        Statistics.label("linearizable").coverage(checked -> {
            checked.check(true).percentage(share -> share > 20);
            checked.check(false).percentage(share -> share > 20);
        });
        boolean open = history.calls().stream().anyMatch(Call::isOpen);
        Statistics.label("open calls").collect(open);
        Statistics.label("open calls").coverage(checked -> checked.check(true).percentage(share -> share > 10));
    }

    @Property(tries = 300)
    void whatASoundRegisterAnsweredIsLinearizable(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int callers,
            @ForAll @IntRange(min = 1, max = 200) int calls) {
        History<Request, Reply> history = new SimulatedRace(new Random(seed), callers, 0.01).run(calls);
        Verdict<RegisterState, Request, Reply> verdict = checker.check(history);
        if (!(verdict instanceof Verdict.Linearizable<RegisterState, Request, Reply> accepted)) {
            throw new AssertionError(verdict);
        }
        List<Call<Request, Reply>> order = accepted.order();
        assertTrue(definition.explains(order), () -> "the order explains nothing: " + order);
        assertTrue(
                new HashSet<>(order)
                        .containsAll(history.calls().stream()
                                .filter(call -> !call.isOpen())
                                .toList()),
                "an answered call is not in the order");
    }

    @Property(tries = 300)
    void aViolationHasHappenedWhenTheUnexplainedCallIsAnsweredAndNotBefore(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int calls) {
        Random random = new Random(seed);
        History<Request, Reply> history = mutated(new SimulatedRace(random, 3, 0.02).run(calls), random);
        if (checker.check(history) instanceof Verdict.NotLinearizable<RegisterState, Request, Reply> violation) {
            long at = violation.unexplained().answeredAt();
            assertTrue(checker.check(until(history, at - 1)).isLinearizable(), violation::toString);
            List<Call<Request, Reply>> begun = history.calls().stream()
                    .filter(call -> call.invokedAt() <= at)
                    .toList();
            assertFalse(checker.check(new History<>(begun)).isLinearizable(), violation::toString);
            assertTrue(definition.explains(violation.order()), violation::toString);
            violation
                    .misfits()
                    .forEach(misfit ->
                            assertFalse(misfit.due().equals(misfit.call().output()), violation::toString));
        }
    }

    /** What was known at a time. */
    private static History<Request, Reply> until(History<Request, Reply> history, long time) {
        return new History<>(history.calls().stream()
                .filter(call -> call.invokedAt() <= time)
                .map(call -> call.answeredAt() <= time
                        ? call
                        : Call.<Request, Reply>open(call.id(), call.invokedAt(), call.input()))
                .toList());
    }

    /** The history with an answer of another call, another version, or another time of one call. */
    private static History<Request, Reply> mutated(History<Request, Reply> history, Random random) {
        List<Call<Request, Reply>> calls = new ArrayList<>(history.calls());
        int index = random.nextInt(calls.size());
        Call<Request, Reply> call = calls.get(index);
        Reply reply = call.output();
        if (reply == null) {
            return history;
        }
        long from = call.invokedAt();
        long to = call.answeredAt();
        switch (random.nextInt(4)) {
            case 0 ->
                reply = Objects.requireNonNullElse(
                        calls.get(random.nextInt(calls.size())).output(), reply);
            case 1 -> reply = new Reply(!reply.isDone(), reply.version());
            case 2 -> reply = new Reply(reply.isDone(), nextOf(reply));
            default -> {
                int shift = random.nextInt(21) - 10;
                from += shift;
                to += shift;
            }
        }
        calls.set(index, new Call<>(call.id(), from, to, call.input(), reply));
        return new History<>(calls);
    }

    private static Version nextOf(Reply reply) {
        Version version = reply.version();
        return version == null ? new Version(1, "same") : new Version(version.revision() + 1, version.content());
    }
}
