package dev.praxis.execution;

import dev.praxis.api.PraxisException;
import dev.praxis.api.action.ActionOutcome;
import java.util.Objects;

/**
 * An action ran, and how it ended is in the audit log; but an audit sink that must have the record, or a quorum of them, did not take it.
 * Nothing is to be noted by hand. When the sink takes records again it is told of the gap. Code
 * {@code PRX-GATE-OUTCOME-UNDELIVERED}.
 */
public final class OutcomeUndeliveredException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private final transient ActionOutcome outcome;

    /**
     * Creates an exception.
     *
     * @param message what ran, how it ended, and which sink did not take that
     * @param outcome how it ended
     * @param cause the failure of the sink
     */
    public OutcomeUndeliveredException(String message, ActionOutcome outcome, Throwable cause) {
        super("PRX-GATE-OUTCOME-UNDELIVERED", message, cause);
        this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * How the action ended.
     *
     * @return the outcome, which is in the audit log
     */
    public ActionOutcome outcome() {
        return outcome;
    }
}
