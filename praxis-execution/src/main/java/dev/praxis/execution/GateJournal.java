package dev.praxis.execution;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditLog;
import dev.praxis.redaction.Redactor;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes down what the gate decides and what came of it. */
final class GateJournal {

    private final AuditLog audit;
    private final Redactor redactor;
    private final InstantSource clock;
    private final String patternsVersion;

    GateJournal(AuditLog audit, Redactor redactor, InstantSource clock, String classifierVersion) {
        this.audit = audit;
        this.redactor = redactor;
        this.clock = clock;
        this.patternsVersion = classifierVersion + " " + redactor.version();
    }

    void previewed(PreparedAction action) {
        append(action, Phase.INTENT, Decision.PREVIEWED, null, null);
    }

    void denied(PreparedAction action, String reason) {
        append(action, Phase.INTENT, Decision.DENIED, null, reason);
    }

    void intent(PreparedAction action) {
        append(action, Phase.INTENT, Decision.ALLOWED, null, null);
    }

    void outcome(PreparedAction action, ActionOutcome outcome) {
        String error =
                outcome.status() == ActionOutcome.Status.SUCCEEDED ? null : outcome.status() + ": " + outcome.message();
        append(action, Phase.OUTCOME, Decision.ALLOWED, outcome.output(), error);
    }

    private void append(
            PreparedAction action,
            Phase phase,
            Decision decision,
            @Nullable OutputDigest output,
            @Nullable String error) {
        Caller caller = action.proposal().caller();
        AuditEntry entry = new AuditEntry(
                clock.instant(),
                caller.actor(),
                caller.clientId(),
                caller.requestId(),
                action.tool(),
                String.join(",", action.plan().targets()),
                action.tier(),
                phase,
                decision,
                args(action),
                output,
                error,
                patternsVersion);
        // An interrupted thread cannot write: a file channel closes under it. What happened must be recorded all the
        // same.
        boolean interrupted = Thread.interrupted();
        try {
            audit.append(entry);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The log redacts what it is given; the commands need to be redacted as command lines, where a flag names a secret. */
    private JsonObject args(PreparedAction action) {
        return JsonObject.builder()
                .put("host", action.proposal().host())
                .put("arguments", action.proposal().arguments())
                .put("reason", action.proposal().reason())
                .put(
                        "commands",
                        JsonArray.of(action.plan().commands().stream()
                                .map(Command::argv)
                                .map(redactor::redactArguments)
                                .map(JsonArray::ofStrings)
                                .toList()))
                .build();
    }
}
