package dev.praxis.execution.artifact;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditLog;
import dev.praxis.execution.Caller;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.redaction.Redactor;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.artifact.ArtifactKind;
import dev.praxis.signing.artifact.SignatureCheck;
import dev.praxis.signing.artifact.SignedContent;
import dev.praxis.signing.artifact.TamperDetectedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How a host loads its policy, rules, plans and whatever else must be signed. What is not as an allowed signer signed it
 * is not used, raises a {@linkplain HardStops hard stop}, after which the gate denies everything until an operator lifts
 * it, and is put on record. Thread-safe if what it is made of is; blocks on I/O.
 */
public final class SignedArtifacts {

    /** What the records say that was done. */
    public static final String TOOL = "praxis.load";

    private final SignatureCheck check;
    private final HardStops stops;
    private final AuditLog audit;
    private final Redactor redactor;
    private final InstantSource clock;

    /**
     * A loader.
     *
     * @param check who is allowed to sign
     * @param stops those that the gate heeds
     * @param audit where it is recorded
     * @param redactor whose rules the records name
     * @param clock the time of records
     */
    public SignedArtifacts(
            SignatureCheck check, HardStops stops, AuditLog audit, Redactor redactor, InstantSource clock) {
        this.check = Objects.requireNonNull(check, "check");
        this.stops = Objects.requireNonNull(stops, "stops");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.redactor = Objects.requireNonNull(redactor, "redactor");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Loads a signed file.
     *
     * @param file the file; its signature is beside it
     * @param kind what it must be
     * @param caller for whom, for the record
     * @return the bytes that were verified, and who signed them
     * @throws TamperDetectedException if it is not as an allowed signer signed it. A hard stop stands then, and a record
     *     says why; what of that failed is {@linkplain Throwable#getSuppressed() suppressed} in it
     * @throws SigningFileException if it cannot be read; nothing is stopped
     */
    public SignedContent load(Path file, ArtifactKind kind, Caller caller) {
        try {
            return check.load(file, kind);
        } catch (TamperDetectedException e) {
            // The stop first: it holds even where nothing can be recorded.
            attempt(
                    e,
                    () -> stops.raise(
                            "the " + kind.label() + " " + file.toAbsolutePath(), String.valueOf(e.getMessage())));
            attempt(e, () -> audit.append(entry(e, caller)));
            throw e;
        }
    }

    private static void attempt(TamperDetectedException found, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            found.addSuppressed(e);
        }
    }

    private AuditEntry entry(TamperDetectedException found, Caller caller) {
        return new AuditEntry(
                clock.instant(),
                caller.actor(),
                caller.clientId(),
                caller.requestId(),
                TOOL,
                found.file().toAbsolutePath().toString(),
                Tier.T0,
                Phase.INTENT,
                Decision.DENIED,
                JsonObject.builder().put("kind", found.kind().label()).build(),
                null,
                found.code() + ": " + found.getMessage(),
                redactor.version());
    }
}
