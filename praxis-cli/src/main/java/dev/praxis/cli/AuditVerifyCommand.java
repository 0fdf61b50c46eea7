package dev.praxis.cli;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.Anchor;
import dev.praxis.audit.AuditProver;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.AuditUnavailableException;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.VerificationReport;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.Receipt;
import dev.praxis.audit.tlog.TrustPolicy;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the log, a receipt, or that one checkpoint extends another. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Check the audit log: form, hash, chain and sequence of every record, the tree over them, and what the log signed.",
            "Ends with exit status 0 when nothing is found, with 18 when records are damaged or missing, with 33 when they are whole",
            "and not what was signed, with 34 when they are not what others remember (--witness), with 35 when a receipt or",
            "checkpoint does not prove what it should."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private final PraxisCli cli;

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            description = {
                "A checkpoint of this log that was kept elsewhere, or the directory of a witness; the log must continue it.",
                "Repeatable."
            })
    private List<Path> witnesses = new ArrayList<>();

    @Option(
            names = "--shared-witness",
            description =
                    "The witness is there for logs of several places: that it remembers other logs is no finding.")
    private boolean sharedWitness;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Check this receipt, and not the log. With --key no log is needed.")
    private @Nullable Path receipt;

    @Option(
            names = "--older",
            paramLabel = "FILE",
            description = "Check that the checkpoint of the log, or that of --checkpoint, extends this older one.")
    private @Nullable Path older;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "The newer checkpoint for --older. Default: that of the log.")
    private @Nullable Path newer;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "Whose cosignatures the checkpoint of the log, or of the receipt, must have (C2SP tlog-policy). Nobody is asked.",
                "If it names one log, --key is not needed."
            })
    private @Nullable Path policyFile;

    @Mixin
    private final LogKey key = new LogKey();

    AuditVerifyCommand(PraxisCli cli) {
        this.cli = cli;
    }

    /** The directory of a log that is there: no log at all verifies nothing, for somebody may have removed everything. */
    static Path existing(Workspace workspace) {
        Path log = workspace.auditDirectory();
        if (!AuditReader.hasLog(log)) {
            throw new NoAuditLogException(log);
        }
        return log;
    }

    @Override
    public Integer call() {
        if (newer != null && older == null) {
            throw new Usage("--checkpoint goes with --older; name the older checkpoint too");
        }
        if (receipt != null && (older != null || !witnesses.isEmpty())) {
            throw new Usage("--receipt checks one receipt; check the log or checkpoints with another command");
        }
        if (policyFile != null && older != null) {
            throw new Usage(
                    "--policy is about the checkpoint of the log or of a receipt, and does not go with --older");
        }
        try (Workspace workspace = cli.workspace()) {
            TrustPolicy policy = policyFile == null
                    ? null
                    : TrustPolicy.parse(NamedFile.read(policyFile, TrustPolicy.MAX_BYTES + 1));
            if (receipt != null) {
                return receipt(receipt, key(workspace.auditDirectory(), policy), policy);
            }
            Path log = existing(workspace);
            return older == null ? log(log, policy) : extension(log, older);
        }
    }

    /** The key that was given, or else the one that the policy believes, or else that which the log names. */
    private NoteVerifierKey key(Path log, @Nullable TrustPolicy policy) {
        if (key.isGiven() || policy == null || policy.logs().isEmpty()) {
            return key.of(log);
        }
        if (policy.logs().size() > 1) {
            throw new Usage("the policy names several logs; say with --key which of them is meant");
        }
        return policy.logs().get(0);
    }

    private int log(Path log, @Nullable TrustPolicy policy) {
        NoteVerifierKey known = key(log, policy);
        List<Anchor> anchors = witnesses.stream()
                .map(place -> new Anchor(
                        place.toString(), LogKey.checkpoint(place, known).checkpoint(), otherLogs(place, known.name())))
                .toList();
        VerificationReport report = AuditVerifier.verify(log, known, anchors, policy);
        VerificationRendering rendering = new VerificationRendering(log, known, report, policy != null);
        cli.output().result(rendering.json(), rendering.lines());
        return ExitCode.of(report).status();
    }

    /** Whoever removes a whole log has the next record begin another one: only who remembers the first can tell. */
    private int otherLogs(Path witness, String origin) {
        try {
            return Files.isDirectory(witness) && !sharedWitness ? FileWitness.otherLogs(witness, origin) : 0;
        } catch (IOException e) {
            throw new AuditUnavailableException("the witness in " + witness + " cannot be read (" + e + ")", e);
        }
    }

    private int receipt(Path file, NoteVerifierKey known, @Nullable TrustPolicy policy) {
        Receipt read = Receipt.parse(NamedFile.read(file, Receipt.MAX_BYTES + 1));
        Checkpoint signed = read.verify(known);
        if (policy != null) {
            requireQuorum(policy.judge(read.checkpoint(), known));
        }
        String record = new String(read.entry(), StandardCharsets.UTF_8);
        cli.output()
                .result(
                        JsonObject.builder()
                                .put("origin", signed.origin())
                                .put("sequence", read.index() + 1)
                                .put("signed", signed.size())
                                .put("record", CanonicalJson.parseObject(record))
                                .build(),
                        "record " + (read.index() + 1) + " of the " + signed.size() + " that " + signed.origin()
                                + " signed:",
                        record);
        return ExitCode.OK.status();
    }

    private static void requireQuorum(TrustPolicy.Judgement judgement) {
        if (!judgement.quorate()) {
            throw new EvidenceRefusedException(
                    "the receipt is refused: the quorum of the policy did not cosign its checkpoint; " + judgement);
        }
    }

    private int extension(Path log, Path before) {
        NoteVerifierKey known = key.of(log);
        Checkpoint first = LogKey.checkpoint(before, known).checkpoint();
        Path after = newer == null ? log.resolve("checkpoint") : newer;
        Checkpoint second = LogKey.checkpoint(after, known).checkpoint();
        boolean holds = first.size() <= second.size() && new AuditProver(log, known).extendsOlder(first, second);
        String what = "the checkpoint of " + second.size() + " records" + (holds ? " extends" : " does NOT extend")
                + " that of " + first.size();
        cli.output()
                .result(
                        JsonObject.builder()
                                .put("extends", holds)
                                .put("older", first.size())
                                .put("newer", second.size())
                                .build(),
                        what);
        return (holds ? ExitCode.OK : ExitCode.PROOF).status();
    }
}
