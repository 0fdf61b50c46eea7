package dev.praxis.audit;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that appends until it is done or killed, and prints each record that was acknowledged. */
final class AppendingProcess {

    private AppendingProcess() {}

    /** Arguments: the directory, a prefix for request ids, how many records. */
    public static void main(String[] args) {
        try (AuditJournal log = Logs.open(Path.of(args[0]))) {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                System.out.println(log.append(Logs.intent(args[1] + i)).hash());
            }
        }
    }

    static Process start(Path directory, String prefix, int records) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        directory.toString(),
                        prefix,
                        Integer.toString(records))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
