package dev.praxis.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A process whose calls to the kernel are watched: it opens a log, appends to it and closes it, and says what was acknowledged.
 * Each step begins with a directory that it makes, which is how the trace tells them apart.
 */
final class FaultChild {

    /** What it does. */
    enum Step {
        OPEN,
        APPEND,
        GO_ON,
        CLOSE,
        END;

        /** The directory that is made. */
        Path mark(Path log) {
            return log.resolveSibling("mark-" + name().toLowerCase(Locale.ROOT));
        }
    }

    private FaultChild() {}

    /** Argument: the directory of the log. */
    public static void main(String[] args) throws IOException {
        Path log = Path.of(args[0]);
        Files.createDirectory(Step.OPEN.mark(log));
        AuditJournal journal = Logs.open(log, Logs.options(log).withCheckpoints(1000, Duration.ofHours(1)), new Disk());
        Files.createDirectory(Step.APPEND.mark(log));
        append(journal, "r1");
        append(journal, "r2");
        Files.createDirectory(Step.GO_ON.mark(log));
        append(journal, "r3");
        Files.createDirectory(Step.CLOSE.mark(log));
        journal.close();
        Files.createDirectory(Step.END.mark(log));
        System.out.println("ended");
        System.out.flush();
    }

    private static void append(AuditJournal journal, String requestId) {
        try {
            System.out.println(journal.append(Logs.intent(requestId)).hash());
        } catch (AuditUnavailableException e) {
            System.out.println("refused");
        }
        System.out.flush();
    }
}
