package dev.praxis.execution;

import dev.praxis.api.action.ResolvingCommandRunner;
import dev.praxis.api.store.Store;
import dev.praxis.audit.AuditLog;
import dev.praxis.execution.approval.ApprovalChannel;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.redaction.Redactor;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What a gate works with. The caller opens and closes them; the gate closes none.
 *
 * @param actuators where actuators are found
 * @param store where hosts are declared and preconditions are checked
 * @param approvals where approvals are kept
 * @param channel the way to the human who decides
 * @param audit where everything is recorded
 * @param redactor what takes secrets out of what is shown
 * @param commands what starts processes, and says beforehand what they would be
 * @param clock the time of records
 * @param stops what may keep everything from acting
 */
public record GateServices(
        Actuators actuators,
        Store store,
        ApprovalRegistry approvals,
        ApprovalChannel channel,
        AuditLog audit,
        Redactor redactor,
        ResolvingCommandRunner commands,
        InstantSource clock,
        HardStops stops) {

    /** Checks for null. */
    public GateServices {
        Objects.requireNonNull(actuators, "actuators");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(approvals, "approvals");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(audit, "audit");
        Objects.requireNonNull(redactor, "redactor");
        Objects.requireNonNull(commands, "commands");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(stops, "stops");
    }
}
