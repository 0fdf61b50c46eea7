package dev.praxis.audit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.testkit.RequiresTool;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every operation of the disk fails once, in every way: what was acknowledged is delivered, in order. */
class SpoolFaultsTest {

    private static final int ROUNDS = 6;
    private static final long BOUND = 64 << 10;

    @TempDir
    private Path directory;

    /** How an operation fails. */
    private enum Failure {
        /** Nothing happens. */
        REFUSED,
        /** A write is cut in the middle. */
        CUT,
        /** It happens, and an error is reported. */
        DONE_ALL_THE_SAME
    }

    @Test
    void nothingThatWasKeptIsLostWhateverOperationFails() throws IOException {
        int operations = run(directory.resolve("sound"), new FailingFiles(-1, Failure.REFUSED)).operations;
        assertTrue(operations > 25, "only " + operations + " operations were seen");
        for (Failure failure : Failure.values()) {
            for (int i = 0; i < operations; i++) {
                FailingFiles files = run(directory.resolve(failure + "-" + i), new FailingFiles(i, failure));
                assertTrue(files.failed, "operation " + i + " was not reached");
            }
        }
    }

    @RequiresTool(value = "mkfifo", from = "coreutils")
    @Timeout(60)
    @Test
    void aPipeInPlaceOfTheLockMakesNobodyWait() throws IOException, InterruptedException {
        new SpoolFiles().directory(directory);
        assertEquals(
                0,
                new ProcessBuilder(
                                "mkfifo", "-m", "600", directory.resolve("lock").toString())
                        .start()
                        .waitFor());
        IOException refused = assertThrows(IOException.class, () -> Spool.open(directory, BOUND, new SpoolFiles()));
        assertTrue(refused.getMessage().contains("no regular file"), refused.getMessage());
    }

    /** Keeps lines and gives some of them away, as long as the disk lets it; then another process delivers the rest. */
    private static FailingFiles run(Path place, FailingFiles files) throws IOException {
        new SpoolFiles().directory(place);
        TreeSet<Long> kept = new TreeSet<>();
        List<Long> delivered = new ArrayList<>();
        try (Spool spool = Spool.open(place, BOUND, files)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<AuditLine> lines = Records.lines(3L * round + 1, 3L * round + 3);
                try {
                    assertEquals(3, spool.append(lines));
                    lines.forEach(line -> kept.add(line.sequence()));
                } catch (IOException e) {
                    // Not acknowledged; it may be there all the same.
                }
                if (round % 3 == 2) {
                    deliver(spool, delivered, 4);
                }
            }
        } catch (IOException e) {
            // The spool could not be opened; nothing was acknowledged.
        }
        try (Spool spool = Spool.open(place, BOUND, new SpoolFiles())) {
            while (deliver(spool, delivered, 1_000)) {
                // until nothing is left
            }
            assertEquals(new Spool.Waiting(0, 0), spool.waiting());
        }
        assertTrue(delivered.containsAll(kept), files + ": kept " + kept + ", delivered " + delivered);
        List<Long> first = new ArrayList<>(new LinkedHashSet<>(delivered));
        assertEquals(first.stream().sorted().toList(), first, files + ": the order");
        return files;
    }

    private static boolean deliver(Spool spool, List<Long> delivered, int most) throws IOException {
        Spool.Batch batch = spool.take(most, 1 << 20);
        if (batch.lines().isEmpty()) {
            return false;
        }
        batch.lines().forEach(line -> {
            assertEquals(Records.line(line.sequence()), line);
            delivered.add(line.sequence());
        });
        spool.delivered(batch);
        return true;
    }

    /** Lets one operation fail. */
    private static final class FailingFiles extends SpoolFiles {

        private final int which;
        private final Failure how;
        private int operations;
        private boolean failed;

        FailingFiles(int which, Failure how) {
            this.which = which;
            this.how = how;
        }

        private boolean failsNow() throws IOException {
            if (operations++ != which) {
                return false;
            }
            failed = true;
            if (how == Failure.REFUSED) {
                throw new IOException("Input/output error");
            }
            return true;
        }

        private static void report(boolean failure) throws IOException {
            if (failure) {
                throw new IOException("Input/output error");
            }
        }

        @Override
        void create(Path file) throws IOException {
            boolean fails = failsNow();
            super.create(file);
            report(fails);
        }

        @Override
        FileOutputStream append(Path file) throws IOException {
            boolean fails = failsNow();
            FileOutputStream out = super.append(file);
            if (fails) {
                out.close();
            }
            report(fails);
            return out;
        }

        @Override
        void write(FileOutputStream out, byte[] bytes) throws IOException {
            boolean fails = failsNow();
            if (fails && how == Failure.CUT) {
                out.write(bytes, 0, bytes.length / 2);
            } else {
                super.write(out, bytes);
            }
            report(fails);
        }

        @Override
        void sync(FileOutputStream out) throws IOException {
            boolean fails = failsNow();
            super.sync(out);
            report(fails);
        }

        @Override
        void syncDirectory(Path of) throws IOException {
            boolean fails = failsNow();
            super.syncDirectory(of);
            report(fails);
        }

        @Override
        void move(Path from, Path to) throws IOException {
            boolean fails = failsNow();
            super.move(from, to);
            report(fails);
        }

        @Override
        void delete(Path file) throws IOException {
            boolean fails = failsNow();
            super.delete(file);
            report(fails);
        }

        @Override
        public String toString() {
            return "operation " + which + " " + how;
        }
    }
}
