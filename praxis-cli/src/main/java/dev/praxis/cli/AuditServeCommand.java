package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.JournalSocket;
import dev.praxis.audit.JournalState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Keeps the log open, and takes the records of other commands. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Keep the audit log and its sinks open until the process is ended, and append what other commands of this user hand in over a",
            "socket beside the log: records that come at the same time share one fsync, and what waits for a sink is delivered as soon as",
            "that takes records again. Ends with 18 when somebody else changes the files of the log."
        })
final class AuditServeCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final PraxisCli cli;

    AuditServeCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            Path directory = workspace.madeHome().audit();
            try (AuditJournal journal = workspace.log().open();
                    JournalSocket socket = JournalSocket.serve(journal)) {
                cli.output()
                        .result(
                                JsonObject.builder()
                                        .put("directory", directory.toString())
                                        .put("socket", socket.file().toString())
                                        .build(),
                                "takes records for the audit log in " + directory + " until it is ended");
                while (!workspace.awaitStop(LOOK)) {
                    if (journal.state() == JournalState.TAMPERED) {
                        return ExitCode.TAMPERED.status();
                    }
                }
            }
            return ExitCode.OK.status();
        }
    }
}
