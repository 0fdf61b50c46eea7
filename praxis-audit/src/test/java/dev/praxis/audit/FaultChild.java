package dev.praxis.audit;

import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A process whose calls to the kernel are watched: it opens a log, appends to it, fills a segment so that another one is begun, prunes the
 * first one and closes the log, and says what was acknowledged.
 * Each step begins with a directory that it makes, which is how the trace tells them apart.
 */
final class FaultChild {

    /** What it does. */
    enum Step {
        OPEN,
        APPEND,
        FILL,
        ROTATE,
        PRUNE,
        GO_ON,
        CLOSE,
        END;

        /** The directory that is made. */
        Path mark(Path log) {
            return log.resolveSibling("mark-" + name().toLowerCase(Locale.ROOT));
        }
    }

    /** What it says before records may be gone that were acknowledged. */
    static final String PRUNING = "pruning";

    /** What it says of a pruning that is done, and the last record that is gone. */
    static final String PRUNED = "pruned to ";

    private static final int SHORTEST_SEGMENT = 4096;

    private FaultChild() {}

    /** Argument: the directory of the log. */
    public static void main(String[] args) throws IOException {
        Path log = Path.of(args[0]);
        Files.createDirectory(Step.OPEN.mark(log));
        JournalOptions options = Logs.options(log)
                .withCheckpoints(1000, Duration.ofHours(1))
                .withSegments(SHORTEST_SEGMENT, Duration.ofDays(1));
        AuditJournal journal = Logs.open(log, options, new Disk());
        Files.createDirectory(Step.APPEND.mark(log));
        append(journal, "r1");
        append(journal, "r2");
        Files.createDirectory(Step.FILL.mark(log));
        append(journal, "r3" + " and more".repeat(SHORTEST_SEGMENT / 8));
        Files.createDirectory(Step.ROTATE.mark(log));
        append(journal, "r4");
        Files.createDirectory(Step.PRUNE.mark(log));
        prune(journal);
        Files.createDirectory(Step.GO_ON.mark(log));
        append(journal, "r6");
        Files.createDirectory(Step.CLOSE.mark(log));
        journal.close();
        Files.createDirectory(Step.END.mark(log));
        say("ended");
    }

    private static void prune(AuditJournal journal) {
        say(PRUNING);
        try {
            say(journal.prune(new PruneRule.UpTo(3))
                    .map(plan -> PRUNED + plan.sequence())
                    .orElse("kept"));
        } catch (AuditUnavailableException e) {
            say("refused");
        }
    }

    private static void append(AuditJournal journal, String requestId) {
        try {
            AuditLine line = journal.append(Logs.intent(requestId));
            say(line.sequence() + " " + line.hash());
        } catch (AuditUnavailableException e) {
            say("refused");
        }
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
