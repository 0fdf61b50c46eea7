package dev.praxis.execution;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Tier;
import dev.praxis.api.json.JsonString;
import dev.praxis.audit.AuditBusyException;
import dev.praxis.execution.approval.ApprovalChannel;
import dev.praxis.execution.approval.ApprovalNotice;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.execution.approval.ApprovalUnavailableException;
import dev.praxis.execution.approval.IssuedApproval;
import dev.praxis.execution.approval.Redemption;
import dev.praxis.execution.host.HostDirectory;
import dev.praxis.redaction.Redactor;
import java.util.List;
import java.util.Optional;

/**
 * The gate: the only path to an actuator. An action is prepared, classified, checked, approved by a human where its tier
 * needs one, recorded, executed, and recorded again.
 *
 * <p>Two kinds of no. What is not an action at all (an unknown actuator, verb or host, a host of another type, invalid
 * arguments) is refused before the gate decides, and nothing is written anywhere. What is an action and may not run is
 * denied with {@link ActionDeniedException}, and the denial is recorded.
 *
 * <p>An approval is for the file that each program was found as, and for the values of HOME and of every variable that a
 * command asks for: on another PATH or with other credentials the same words are another action. What is in these files
 * is not part of it. If a program is not on the PATH at the dry run, the preview says so loudly, and the approval is good
 * for whatever files the programs are found as later.
 *
 * <p>While a hard stop stands nothing runs. That is looked at first, again when the intent is on record, and before each command of the
 * plan.
 *
 * <p>Thread-safe. Both methods block on I/O, and {@link #run} as long as the action takes.
 */
public final class ActionGate {

    private final GateServices services;
    private final TierClassifier classifier = new TierClassifier();
    private final Preparation preparation;
    private final StopGuard stops;
    private final Execution execution;
    private final Evidence evidence;

    /**
     * A gate.
     *
     * @param services what it works with
     */
    public ActionGate(GateServices services) {
        this.services = services;
        this.preparation = new Preparation(
                services.actuators(), new HostDirectory(services.store()), classifier, services.commands());
        this.stops = new StopGuard(services.stops());
        this.execution = new Execution(services.commands(), services.redactor(), stops);
        this.evidence = new Evidence(
                new GateJournal(services.audit(), services.redactor(), services.clock(), classifier.version()),
                execution,
                services.redactor());
    }

    /**
     * Shows what an action would do and records that it was asked. If its tier needs a human, issues an approval and
     * hands its token to the {@linkplain ApprovalChannel approval channel}, and to nobody else. Nothing runs.
     *
     * @param proposal the wish
     * @return what would happen
     * @throws dev.praxis.api.plugin.ProviderException if no actuator of the name can be used
     * @throws dev.praxis.execution.host.HostUnknownException if no such host is declared
     * @throws dev.praxis.execution.host.HostTypeException if the host is of another type
     * @throws dev.praxis.api.action.InvalidActionException if the actuator refuses the verb or the arguments
     * @throws ActuatorFaultException if the actuator breaks
     * @throws ActionDeniedException if no approval could make it run
     * @throws AuditBusyException if the audit log is busy; no approval was issued
     * @throws dev.praxis.audit.AuditUnavailableException if the audit log takes no records; no approval was issued
     * @throws dev.praxis.api.audit.AuditSinkException if a sink that must have the record did not take it; no approval was issued
     * @throws ApprovalUnavailableException if the approval could not be issued
     * @throws ApprovalUndeliveredException if the channel failed; the approval is withdrawn
     * @throws dev.praxis.api.store.StoreException if the store fails
     */
    public ActionPreview dryRun(ActionProposal proposal) {
        PreparedAction action = preparation.prepare(proposal);
        requireNoStop(action);
        requireOneTarget(action);
        evidence.previewed(action);
        List<List<String>> commands = redactedCommands(action.plan());
        List<String> preview =
                action.preview().stream().map(services.redactor()::redact).toList();
        IssuedApproval approval = null;
        if (action.tier().needsHuman()) {
            approval = services.approvals().issue(action.subject(classifier.version()));
            deliver(new ApprovalNotice(
                    approval.token(),
                    approval.expiresAt(),
                    action.tier(),
                    summary(action),
                    services.redactor().redact(proposal.caller().actor()),
                    services.redactor().redact(proposal.reason()),
                    commands,
                    preview));
        }
        return new ActionPreview(
                action.tool(),
                action.target().name(),
                action.plan().targets(),
                action.classification(),
                commands,
                preview,
                approval == null ? null : approval.expiresAt());
    }

    /**
     * Runs an action.
     *
     * <p>The order is what makes it safe: everything that can say no comes first; then the approval is used up, durably;
     * then the intent is recorded, durably; only then a process starts. Since all that takes time, the preconditions are
     * checked once more at the very end. Whatever is cut off in between, an approval never runs anything twice, and
     * nothing runs without a record.
     *
     * @param proposal the wish
     * @param token what the human handed in, if anything; ignored for a tier that needs no human
     * @return how it ended; also when it failed, and when that is not known
     * @throws dev.praxis.api.plugin.ProviderException as {@link #dryRun}
     * @throws dev.praxis.execution.host.HostUnknownException as {@link #dryRun}
     * @throws dev.praxis.execution.host.HostTypeException as {@link #dryRun}
     * @throws dev.praxis.api.action.InvalidActionException as {@link #dryRun}
     * @throws ActuatorFaultException as {@link #dryRun}
     * @throws ActionDeniedException if it may not run; nothing ran
     * @throws CommandRefusedException if a program of the plan is not on the PATH; nothing ran, the approval is still good
     * @throws AuditBusyException if the audit log is busy and the action needed no approval; nothing ran
     * @throws IntentUnrecordedException if the audit log did not take the intent; nothing ran, the approval is used up
     * @throws ActionUnrecordedException if it ran and the audit log did not take the outcome
     * @throws OutcomeUndeliveredException if it ran, the outcome is in the audit log, and a sink that must have it did not take it
     * @throws dev.praxis.api.store.StoreException if the store fails; nothing ran
     */
    public ActionOutcome run(ActionProposal proposal, Optional<ApprovalToken> token) {
        PreparedAction action = preparation.prepare(proposal);
        requireNoStop(action);
        requireOneTarget(action);
        brokenPrecondition(action).ifPresent(broken -> {
            throw evidence.denial(action, broken + "; make a new dry run", null);
        });
        if (action.tier().needsHuman()) {
            requireToken(action, token);
        }
        requirePrograms(action);
        if (action.tier().needsHuman()) {
            redeem(action, token.orElseThrow());
        }
        evidence.intent(action);
        requireStill(action);
        ActionOutcome outcome;
        try {
            outcome = execution.execute(action);
        } catch (Error e) {
            evidence.struck(action, e);
            throw e;
        }
        evidence.outcome(action, outcome);
        return outcome;
    }

    private void requireNoStop(PreparedAction action) {
        stops.standing().ifPresent(standing -> {
            throw evidence.denial(action, standing.why(), standing.cause());
        });
    }

    private void requireOneTarget(PreparedAction action) {
        int targets = action.plan().targets().size();
        if (action.tier() == Tier.T3 && targets != 1) {
            throw evidence.denial(
                    action,
                    "an irreversible action (T3) has exactly one target, this one has " + targets
                            + "; act on one after the other",
                    null);
        }
    }

    private Optional<String> brokenPrecondition(PreparedAction action) {
        for (Precondition precondition : action.plan().preconditions()) {
            boolean holds = services.store()
                    .active(precondition.fact())
                    .filter(fact -> fact.version().equals(precondition.version()))
                    .isPresent();
            if (!holds) {
                return Optional.of(
                        "the fact " + new JsonString(precondition.fact().toString())
                                + " is not any more what the plan was made for (" + precondition.why() + ")");
            }
        }
        return Optional.empty();
    }

    /** The intent is on record already: whatever comes up here, so must be that nothing ran. */
    private void requireStill(PreparedAction action) {
        String used = action.tier().needsHuman() ? "; the approval is used up, make a new dry run" : "; try again";
        Optional<StopGuard.Standing> broken;
        try {
            broken = stops.standing()
                    .or(() -> brokenPrecondition(action).map(why -> new StopGuard.Standing(why + used, null)));
        } catch (RuntimeException e) {
            evidence.nothingRan(action, "the preconditions could not be checked again", e);
            throw e;
        }
        broken.ifPresent(standing -> {
            ActionDeniedException denied = evidence.lateDenial(action, standing.why(), standing.cause());
            evidence.nothingRan(action, standing.why(), denied);
            throw denied;
        });
    }

    private void requireToken(PreparedAction action, Optional<ApprovalToken> token) {
        if (token.isEmpty()) {
            throw evidence.denial(
                    action,
                    action.tier() + " (" + action.tier().meaning() + ") needs the approval of a human; make a"
                            + " dry run and hand in the token that it sends",
                    null);
        }
    }

    /** Before the approval is used up: what cannot start must not cost one. */
    private static void requirePrograms(PreparedAction action) {
        if (!action.hasPrograms()) {
            throw new CommandRefusedException(
                    action.tool() + " did not run: "
                            + action.missingPrograms()
                            + " is not on the PATH; install it, or set PATH"
                            + (action.tier().needsHuman() ? " (the approval is still good)" : ""),
                    null);
        }
    }

    private void redeem(PreparedAction action, ApprovalToken token) {
        Redemption redemption;
        try {
            redemption = redemption(action, token);
        } catch (ApprovalUnavailableException e) {
            throw evidence.denial(action, String.valueOf(e.getMessage()), e);
        }
        if (redemption instanceof Redemption.Refused refused) {
            throw evidence.denial(action, refused.explanation(), null);
        }
    }

    /**
     * An approval that was given while a program was not on the PATH is not bound to a file, as its notice said. Only
     * such a one matches a subject without the files.
     */
    private Redemption redemption(PreparedAction action, ApprovalToken token) {
        Redemption bound = services.approvals().redeem(token, action.subject(classifier.version()));
        if (bound instanceof Redemption.Refused refused
                && refused.reason() == Redemption.Reason.MISMATCH
                && action.hasPrograms()) {
            Redemption unbound =
                    services.approvals().redeem(token, action.subjectWithoutPrograms(classifier.version()));
            return unbound instanceof Redemption.Accepted ? unbound : bound;
        }
        return bound;
    }

    private void deliver(ApprovalNotice notice) {
        ApprovalRegistry approvals = services.approvals();
        try {
            services.channel().deliver(notice);
        } catch (RuntimeException e) {
            ApprovalUndeliveredException failure = new ApprovalUndeliveredException(
                    "the approval for " + notice.summary() + " could not be delivered ("
                            + e.getClass().getSimpleName() + ") and is withdrawn; mend the approval channel",
                    e);
            try {
                approvals.withdraw(notice.token());
            } catch (ApprovalUnavailableException stays) {
                failure.addSuppressed(stays); // nobody has the token, and it expires
            }
            throw failure;
        }
    }

    private static String summary(PreparedAction action) {
        return action.tool() + " on " + action.target().name() + " ("
                + String.join(", ", action.plan().targets()) + ")";
    }

    private List<List<String>> redactedCommands(Plan plan) {
        Redactor redactor = services.redactor();
        return plan.commands().stream()
                .map(Command::argv)
                .map(redactor::redactArguments)
                .toList();
    }
}
