package dev.praxis.execution;

import dev.praxis.api.OneLine;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionOutcome.Status;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.ResolvingCommandRunner;
import dev.praxis.redaction.Redactor;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an actuator execute its plan and turns whatever happens into an outcome: a plugin that throws, answers null,
 * strays from its plan or claims more than can be known does not get around it.
 */
final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final ResolvingCommandRunner commands;
    private final Redactor redactor;
    private final StopGuard stops;

    Execution(ResolvingCommandRunner commands, Redactor redactor, StopGuard stops) {
        this.commands = commands;
        this.redactor = redactor;
        this.stops = stops;
    }

    ActionOutcome execute(PreparedAction action) {
        PlannedCommandRunner runner = new PlannedCommandRunner(commands, stops, action.commands());
        ActionOutcome claimed;
        try (runner) {
            claimed = Objects.requireNonNull(
                    action.actuator().execute(action.plan(), () -> runner), "the actuator answered null");
        } catch (CommandRefusedException e) { // the runner is closed by now, here and below
            return clean(
                    runner.conduct().started()
                            ? failure(Status.UNKNOWN, e.getMessage() + "; a part of the plan ran before")
                            : failure(Status.FAILED, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.warn(
                    "the actuator {} broke while it executed a plan: {}",
                    action.proposal().actuator(),
                    where(e));
            return clean(failure(
                    Status.UNKNOWN,
                    "the actuator broke while it executed the plan ("
                            + e.getClass().getName() + ": " + e.getMessage()
                            + "); what happened is not known: look before you try again"));
        }
        return clean(judged(claimed, runner.conduct()));
    }

    /** The outcome of an action that was on record already when it turned out that it may not run. */
    ActionOutcome notStarted(String why) {
        return clean(failure(Status.FAILED, "nothing ran: " + why));
    }

    /** The outcome of an action whose thread was struck by an error. */
    ActionOutcome struckBy(Error error) {
        return clean(failure(
                Status.UNKNOWN,
                "an error struck while the plan was executed ("
                        + error.getClass().getName() + "); what happened is not known: look before you try again"));
    }

    /** A claim that does not fit what was seen is in doubt. */
    private static ActionOutcome judged(ActionOutcome claimed, PlannedCommandRunner.Conduct conduct) {
        return switch (claimed.status()) {
            case UNKNOWN -> claimed;
            case FAILED -> conduct.cutOff() ? doubt(claimed, "a command was stopped before its end") : claimed;
            case SUCCEEDED -> {
                if (conduct.refused() > 0) {
                    yield doubt(claimed, "the actuator reports success, but strayed from its plan and was refused");
                }
                if (conduct.cutOff()) {
                    yield doubt(claimed, "the actuator reports success, but a command was stopped before its end");
                }
                yield conduct.completed()
                        ? claimed
                        : doubt(claimed, "the actuator reports success, but did not run all of its plan");
            }
        };
    }

    private static ActionOutcome doubt(ActionOutcome outcome, String why) {
        return new ActionOutcome(
                Status.UNKNOWN,
                outcome.output(),
                outcome.message() + " (" + why + ": look before you try again)",
                outcome.excerpt());
    }

    private static ActionOutcome failure(Status status, String message) {
        return new ActionOutcome(status, OutputDigest.EMPTY, message, "");
    }

    /** A plugin's words, without secrets, and its message on one line. */
    private ActionOutcome clean(ActionOutcome outcome) {
        return new ActionOutcome(
                outcome.status(),
                outcome.output(),
                redactor.redact(OneLine.of(outcome.message())),
                redactor.redact(outcome.excerpt()));
    }

    /** Not its message, which may hold anything. */
    private static String where(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
