package dev.praxis.audit;

import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process in which several callers append until it is killed; it says the hash of each record that was acknowledged. */
final class BusyChild {

    private static final int CALLERS = 3;

    private BusyChild() {}

    /** Arguments: the directory of the log, a prefix for request ids. */
    public static void main(String[] args) {
        AuditJournal log = open(Path.of(args[0]));
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = args[1] + "-" + caller + "-";
            new Thread(() -> append(log, name)).start();
        }
    }

    private static void append(AuditJournal log, String name) {
        for (int i = 0; true; i++) {
            String hash = log.append(Logs.intent(name + i)).hash().toString();
            System.out.println(hash);
        }
    }

    static AuditJournal open(Path directory) {
        JournalOptions small = Logs.options(directory)
                .withSegments(20_000, Duration.ofDays(1))
                .withCheckpoints(7, Duration.ofMillis(50))
                .withLockWait(Duration.ofSeconds(30));
        return Logs.open(directory, small, new Disk());
    }

    static ChildJvm start(Path directory, int round) throws IOException {
        return JvmCommand.of(BusyChild.class, directory.toString(), "round-" + round)
                .start();
    }
}
