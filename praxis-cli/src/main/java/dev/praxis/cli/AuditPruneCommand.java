package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.PrunePlan;
import dev.praxis.audit.PruneRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes old segments of the log. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Show which records would go, or remove them with --apply: whole old segments, never the one that is written to. Proofs of",
            "what stays hold. Who removed what and why is recorded first; what cannot be recorded is not removed."
        },
        footer = {"", "Example: praxis audit prune --older-than 365 --apply --reason 'kept for a year'"})
final class AuditPruneCommand implements Callable<Integer> {

    private static final int MOST_DAYS = 36_525;

    private final PraxisCli cli;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Limit limit;

    @Option(names = "--apply", description = "Remove them. Without it nothing is written.")
    private boolean apply;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record; must be given with --apply.")
    private @Nullable String reason;

    /** What may go: exactly one of these. */
    static final class Limit {

        @Option(
                names = "--older-than",
                paramLabel = "DAYS",
                description = "Segments whose records are all older, 1 to 36525 days.")
        private @Nullable Integer days;

        @Option(
                names = "--keep-bytes",
                paramLabel = "BYTES",
                description = "The oldest segments, until the others have at most so many bytes together.")
        private @Nullable Long bytes;

        @Option(
                names = "--up-to",
                paramLabel = "SEQUENCE",
                description = "Segments whose records all have this sequence or a smaller one.")
        private @Nullable Long sequence;

        private PruneRule rule(Workspace workspace) {
            if (days != null) {
                if (days < 1 || days > MOST_DAYS) {
                    throw new InvalidArgumentException(
                            "--older-than is " + days + "; name a number of days from 1 to " + MOST_DAYS);
                }
                return new PruneRule.OlderThan(workspace.now().minus(Duration.ofDays(days)));
            }
            if (bytes != null) {
                return new PruneRule.MoreThan(bytes);
            }
            return new PruneRule.UpTo(sequence == null ? 0 : sequence);
        }
    }

    AuditPruneCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (apply && (reason == null || reason.isBlank())) {
            throw new Usage("--apply needs --reason TEXT, for the record");
        }
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.existingAuditDirectory();
            Optional<PrunePlan> plan = PrunePlan.of(directory, limit.rule(workspace));
            if (plan.isEmpty()) {
                cli.output()
                        .result(
                                json(false, 0, List.of(), 0),
                                "nothing may go: segments go as a whole, and not the one that is written to");
            } else if (apply) {
                show(true, pruned(workspace, plan.get()));
            } else {
                show(false, plan.get());
            }
            return ExitCode.OK.status();
        }
    }

    /** Exactly what the plan says, whatever may go by now. */
    private PrunePlan pruned(Workspace workspace, PrunePlan plan) {
        try (AuditJournal journal = workspace.log().open()) {
            journal.append(entry(workspace, plan));
            return journal.prune(new PruneRule.UpTo(plan.sequence())).orElse(plan);
        }
    }

    /** Not one that begins something: on a full disk this is what makes room. */
    private AuditEntry entry(Workspace workspace, PrunePlan plan) {
        return new AuditEntry(
                workspace.now(),
                workspace.actor(),
                BuildVersion.clientId(),
                UUID.randomUUID().toString(),
                "praxis.audit.prune",
                "log",
                Tier.T3,
                Phase.OUTCOME,
                Decision.ALLOWED,
                JsonObject.builder()
                        .put("sequence", plan.sequence())
                        .put("segments", JsonArray.ofStrings(plan.segments()))
                        .put("reason", String.valueOf(reason))
                        .build(),
                null,
                null,
                workspace.redactor().version());
    }

    private void show(boolean applied, PrunePlan plan) {
        cli.output()
                .result(
                        json(applied, plan.sequence(), plan.segments(), plan.bytes()),
                        (applied ? "removed" : "would remove") + " the records up to " + plan.sequence() + ": "
                                + Printable.count(plan.segments().size(), "segment") + ", " + plan.bytes() + " bytes",
                        applied
                                ? "the log goes on with record " + (plan.sequence() + 1)
                                : "nothing was written; to do it, add: --apply --reason TEXT");
    }

    private static JsonObject json(boolean applied, long sequence, List<String> segments, long bytes) {
        return JsonObject.builder()
                .put("applied", JsonBoolean.of(applied))
                .put("sequence", sequence)
                .put("segments", JsonArray.ofStrings(segments))
                .put("bytes", bytes)
                .build();
    }
}
