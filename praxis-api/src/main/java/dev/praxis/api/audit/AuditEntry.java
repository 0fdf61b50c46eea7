package dev.praxis.api.audit;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded of an action, before the log redacts and chains it.
 *
 * @param time when it happened; truncated to microseconds
 * @param actor who acted
 * @param clientId which program asked, such as {@code praxis-cli/0.1.0}
 * @param requestId what ties the records of one request together
 * @param tool the actuator and verb, such as {@code talos.reset}
 * @param target the machine, or several with commas
 * @param tier how much it can hurt
 * @param phase before or after
 * @param decision what the gate decided
 * @param args the arguments; the log redacts them
 * @param output digest of the output, or null when there is none
 * @param error why it was denied or how it failed, or null; the log redacts it
 * @param patternsVersion the version of the rules that classified and redacted
 */
public record AuditEntry(
        Instant time,
        String actor,
        String clientId,
        String requestId,
        String tool,
        String target,
        Tier tier,
        Phase phase,
        Decision decision,
        JsonObject args,
        @Nullable OutputDigest output,
        @Nullable String error,
        String patternsVersion) {

    /**
     * Truncates the time.
     *
     * @throws dev.praxis.api.InvalidArgumentException if the time is out of range
     */
    public AuditEntry {
        time = UtcMicros.truncate(time);
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(args, "args");
        Objects.requireNonNull(patternsVersion, "patternsVersion");
    }
}
