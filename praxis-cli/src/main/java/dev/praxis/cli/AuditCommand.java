package dev.praxis.cli;

import picocli.CommandLine.Command;

/** Shows and checks the evidence. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Show and check the audit log.")
final class AuditCommand implements Runnable {

    private final PraxisCli cli;

    AuditCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with the audit log is missing; write: praxis audit verify|tail");
    }
}
