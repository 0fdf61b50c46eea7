package dev.praxis.execution;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionOutcome.Status;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.api.action.OutputDigest;
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

    private final CommandRunner commands;
    private final Redactor redactor;

    Execution(CommandRunner commands, Redactor redactor) {
        this.commands = commands;
        this.redactor = redactor;
    }

    ActionOutcome execute(PreparedAction action) {
        PlannedCommandRunner runner =
                new PlannedCommandRunner(commands, action.plan().commands());
        try (runner) {
            ActionOutcome outcome = Objects.requireNonNull(
                    action.actuator().execute(action.plan(), () -> runner), "the actuator answered null");
            return clean(judged(outcome, runner.conduct()));
        } catch (CommandRefusedException e) {
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
    }

    /** The outcome of an action whose thread was struck by an error. */
    ActionOutcome struckBy(Error error) {
        return clean(failure(
                Status.UNKNOWN,
                "an error struck while the plan was executed ("
                        + error.getClass().getName() + "); what happened is not known: look before you try again"));
    }

    private static ActionOutcome judged(ActionOutcome outcome, PlannedCommandRunner.Conduct conduct) {
        if (outcome.status() == Status.SUCCEEDED && conduct.refused() > 0) {
            return doubt(outcome, "the actuator reports success, but strayed from its plan and was refused");
        }
        if (outcome.status() == Status.FAILED && conduct.cutOff()) {
            return doubt(outcome, "a command was stopped before its end");
        }
        return outcome;
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
                redactor.redact(outcome.message().replaceAll("\\p{Cntrl}+", " ")),
                redactor.redact(outcome.excerpt()));
    }

    /** Not its message, which may hold anything. */
    private static String where(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
