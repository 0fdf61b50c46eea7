package dev.praxis.execution;

import dev.praxis.api.OneLine;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.audit.AuditBusyException;
import dev.praxis.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what the gate decides and what comes of it, and tells the caller what of that is not on record. A record that is in the
 * log, and that a sink which must have it did not take, is on record; but the action must not begin without it.
 */
final class Evidence {

    private final GateJournal journal;
    private final Execution execution;
    private final Redactor redactor;

    Evidence(GateJournal journal, Execution execution, Redactor redactor) {
        this.journal = journal;
        this.execution = execution;
        this.redactor = redactor;
    }

    void previewed(PreparedAction action) {
        journal.previewed(action);
    }

    /** Before anything runs. Where the intent is in the log and the action may not run all the same, the log says so next. */
    void intent(PreparedAction action) {
        try {
            journal.intent(action);
        } catch (AuditBusyException e) {
            if (action.tier().needsHuman()) {
                throw intentUnrecorded(action, "the audit log did not take the intent", e);
            }
            throw e; // nothing was used up: the same call may succeed later
        } catch (AuditSinkException e) {
            IntentUnrecordedException refused = intentUnrecorded(
                    action, "the intent is in the audit log, but an audit sink that must have it did not take it", e);
            nothingRan(action, "an audit sink that must have the intent did not take it", refused);
            throw refused;
        } catch (RuntimeException e) {
            throw intentUnrecorded(action, "the audit log did not take the intent", e);
        }
    }

    private static IntentUnrecordedException intentUnrecorded(PreparedAction action, String why, RuntimeException e) {
        return new IntentUnrecordedException(
                action.tool() + " on " + action.target().name() + " did not run: " + why + " (" + e.getMessage() + ")"
                        + (action.tier().needsHuman() ? "; the approval is used up, make a new dry run" : ""),
                e);
    }

    /** After it ran. */
    void outcome(PreparedAction action, ActionOutcome outcome) {
        String ran = action.tool() + " on " + action.target().name() + " ran and ended as " + outcome.status() + " ("
                + outcome.message() + ")";
        try {
            journal.outcome(action, outcome);
        } catch (AuditSinkException e) {
            throw new OutcomeUndeliveredException(
                    ran + ", which is in the audit log, but an audit sink that must have it did not take it ("
                            + e.getMessage() + "); mend the sink",
                    outcome,
                    e);
        } catch (RuntimeException e) {
            throw new ActionUnrecordedException(
                    ran + ", but that is not on record: the audit log failed (" + e.getMessage()
                            + "); mend the log and note it by hand",
                    outcome,
                    e);
        }
    }

    /** Of an action whose thread was struck by an error, which stays what is thrown. */
    void struck(PreparedAction action, Error error) {
        try {
            journal.outcome(action, execution.struckBy(error));
        } catch (RuntimeException e) {
            error.addSuppressed(e);
        }
    }

    /** Of an action that was on record already when it turned out that it may not run, which stays what is thrown. */
    void nothingRan(PreparedAction action, String reason, RuntimeException failure) {
        try {
            journal.outcome(action, execution.notStarted(reason));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** A denial that is on record, or says that it is not. */
    ActionDeniedException denial(PreparedAction action, String reason, @Nullable Throwable cause) {
        String line = line(reason);
        try {
            journal.denied(action, line);
            return denied(action, line, cause);
        } catch (RuntimeException e) {
            // It stays a denial, but nobody may believe that it is on record where it is not.
            String where = e instanceof AuditSinkException
                    ? "; this denial is in the audit log, but an audit sink that must have it did not take it: "
                    : "; this denial is NOT on record, because the audit log failed: ";
            ActionDeniedException denial = denied(action, line + where + line(String.valueOf(e.getMessage())), cause);
            denial.addSuppressed(e);
            return denial;
        }
    }

    /** A denial of what is on record as allowed; see {@link #nothingRan}. */
    ActionDeniedException lateDenial(PreparedAction action, String reason, @Nullable Throwable cause) {
        return denied(action, line(reason), cause);
    }

    private static ActionDeniedException denied(PreparedAction action, String line, @Nullable Throwable cause) {
        return new ActionDeniedException(
                action.tool() + " on " + action.target().name() + " is denied: " + line, cause);
    }

    private String line(String text) {
        return redactor.redact(OneLine.of(text));
    }
}
