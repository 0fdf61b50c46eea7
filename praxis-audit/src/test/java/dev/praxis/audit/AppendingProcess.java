package dev.praxis.audit;

import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own that appends until it is done or killed, and prints each record that was acknowledged. */
final class AppendingProcess {

    /** What it prints when another writer held the log for too long. */
    static final String BUSY = "busy";

    private static final String ON_DEMAND = "on-demand";

    private AppendingProcess() {}

    /** Arguments: the directory, a prefix for request ids, how many records, how many milliseconds to wait for the lock, how to open. */
    public static void main(String[] args) {
        Duration wait = Duration.ofMillis(Long.parseLong(args[3]));
        try (AuditLog log = args[4].equals(ON_DEMAND)
                ? new OnDemandAuditLog(
                        Path.of(args[0]),
                        Redactor.standard(),
                        () -> Logs.NOW,
                        Logs.options(Path.of(args[0])).withLockWait(wait))
                : Logs.open(Path.of(args[0]), wait, new Disk())) {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                System.out.println(log.append(Logs.intent(args[1] + i)).hash());
            }
        } catch (AuditBusyException e) {
            System.out.println(BUSY);
        }
    }

    static Process start(Path directory, String prefix, int records) throws IOException {
        return start(directory, prefix, records, Duration.ofSeconds(30));
    }

    static Process startOnDemand(Path directory, String prefix, int records) throws IOException {
        return start(directory, prefix, records, Duration.ofSeconds(30), ON_DEMAND);
    }

    static Process start(Path directory, String prefix, int records, Duration wait) throws IOException {
        return start(directory, prefix, records, wait, "once");
    }

    private static Process start(Path directory, String prefix, int records, Duration wait, String how)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        directory.toString(),
                        prefix,
                        Integer.toString(records),
                        Long.toString(wait.toMillis()),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
