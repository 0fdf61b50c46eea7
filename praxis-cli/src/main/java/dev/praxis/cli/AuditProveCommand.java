package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditProver;
import dev.praxis.audit.tlog.Receipt;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the receipt of a record. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Write a receipt of one record: a file that proves to anybody who has the key of the log that the record is in it.",
            "The receipt has the record in it. Whoever gets it needs neither the log nor praxis."
        })
final class AuditProveCommand implements Callable<Integer> {

    private final PraxisCli cli;

    @Parameters(paramLabel = "SEQUENCE", description = "The sequence of the record.")
    private long sequence;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write; its name should end in .tlog-proof. One that is there is left as it is.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path output;

    @Mixin
    private final LogKey key = new LogKey();

    AuditProveCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            Path log = AuditVerifyCommand.existing(workspace);
            Receipt receipt = new AuditProver(log, key.of(log)).receipt(sequence);
            new NewFile(output, false, "").write(out -> {
                out.write(receipt.bytes());
                return sequence;
            });
            cli.output()
                    .result(
                            JsonObject.builder()
                                    .put("sequence", sequence)
                                    .put("file", output.toString())
                                    .build(),
                            "wrote the receipt of record " + sequence + " to " + output,
                            "check it with: praxis audit verify --receipt " + output + " --key KEY");
            return ExitCode.OK.status();
        }
    }
}
