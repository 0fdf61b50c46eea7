package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import dev.praxis.api.action.ActionOutcome;
import java.util.Objects;

/**
 * An action ran, but how it ended could not be recorded: the audit log has its intent only. Look at the target and at
 * the log before anything else is done. Code {@code PRX-GATE-UNRECORDED}.
 */
public final class ActionUnrecordedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private final transient ActionOutcome outcome;

    /**
     * Creates an exception.
     *
     * @param message what ran, how it ended, and why that is not on record
     * @param outcome how it ended
     * @param cause the failure of the audit log
     */
    public ActionUnrecordedException(String message, ActionOutcome outcome, Throwable cause) {
        super("PRX-GATE-UNRECORDED", message, cause);
        this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * How the action ended.
     *
     * @return the outcome that is not on record
     */
    public ActionOutcome outcome() {
        return outcome;
    }
}
