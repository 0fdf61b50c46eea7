package dev.praxis.cli;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.home.HomePaths;
import dev.praxis.api.plugin.Providers;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.AuditLog;
import dev.praxis.audit.AuditSalt;
import dev.praxis.audit.AuditUnavailableException;
import dev.praxis.audit.JournalOptions;
import dev.praxis.audit.JournalOptionsFile;
import dev.praxis.audit.OnDemandAuditLog;
import dev.praxis.audit.WitnessPolicy;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.audit.sink.SinkPlanFile;
import dev.praxis.redaction.Redactor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ServiceLoader;

/**
 * The audit log of a home as its host wants it: what {@code audit.json} and {@code audit-sinks.json} say, and the witness that the environment
 * names. Nothing of it comes from a request.
 */
final class HostLog {

    /** The variable that names the directory of a witness on this machine. */
    private static final String WITNESS = "PRAXIS_AUDIT_WITNESS";

    private final HomePaths paths;
    private final CliContext context;

    HostLog(HomePaths paths, CliContext context) {
        this.paths = paths;
        this.context = context;
    }

    /** How the log works; refuses what the host wrote down wrongly. Looks only. */
    JournalOptions options() {
        JournalOptions usual = JournalOptions.defaults().withIdentity(paths.auditKey(), null);
        return JournalOptionsFile.read(paths.auditSettings(), usual)
                .withSinks(sinks())
                .withWitnesses(witnesses());
    }

    /** Where records go beside the log. */
    SinkPlan sinks() {
        return SinkPlanFile.read(
                paths.auditSinks(),
                Providers.discover("audit sink", ServiceLoader.load(AuditSinkProvider.class, Workspace.classLoader())));
    }

    /** Where what concerns the sinks is kept. */
    Path sinkDirectory() {
        return paths.audit().resolve("spool");
    }

    /** Who cosigns the log. */
    private WitnessPolicy witnesses() {
        String directory = context.environment().getOrDefault(WITNESS, "");
        return directory.isEmpty()
                ? WitnessPolicy.none()
                : WitnessPolicy.of(1, WitnessPolicy.inDirectory(Path.of(directory), context.clock()));
    }

    /** The log, opened for each record. What is wrong with what the host wrote down is said now, before anything is written. */
    AuditLog onDemand() {
        JournalOptions options = options();
        return new AuditLog() {
            @Override
            public AuditLine append(AuditEntry entry) {
                return new OnDemandAuditLog(paths.audit(), fingerprinting(), context.clock(), options).append(entry);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    /** The log, open, as its only writer; the caller closes it. */
    AuditJournal open() {
        return AuditJournal.open(paths.audit(), fingerprinting(), context.clock(), options());
    }

    /** Leaves fingerprints of secrets; made at the first record, so that a request that is refused leaves no file. */
    private Redactor fingerprinting() {
        try {
            AuditSalt salt = AuditSalt.readOrCreate(paths.audit(), new SecureRandom());
            return Redactor.builder().replacement(salt.replacement()).build();
        } catch (AuditUnavailableException e) {
            return Redactor.standard(); // the log says itself what is wrong with its directory
        }
    }
}
