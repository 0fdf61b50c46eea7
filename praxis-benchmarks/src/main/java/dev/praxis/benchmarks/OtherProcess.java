package dev.praxis.benchmarks;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Another process that writes to the same file without a pause, until its input ends or it is closed. */
final class OtherProcess implements AutoCloseable {

    /** Above the keys of the callers that are measured. */
    private static final int FIRST_KEY = 1000;

    private static final String STORE = "store";
    private static final String BARE = "bare";

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** Writers of a store. */
    static OtherProcess writingFacts(StoreFile file, int writers) throws IOException {
        return start(STORE, file, writers);
    }

    /** Hand-written loops, which wait as SQLite does by itself. */
    static OtherProcess writingBare(StoreFile file, int writers) throws IOException {
        return start(BARE, file, writers);
    }

    /** Returns when it writes. */
    private static OtherProcess start(String what, StoreFile file, int writers) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        what,
                        file.path().toString(),
                        Integer.toString(writers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the other process ended by itself");
        }
        return new OtherProcess(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * Writes.
     *
     * @param args what, the file, and how many writers
     * @throws Exception if a writer failed
     */
    public static void main(String[] args) throws Exception {
        StoreFile file = new StoreFile(Path.of(args[1]));
        int writers = Integer.parseInt(args[2]);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try (VersionedStore store = file.open()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int key = FIRST_KEY + writer;
                all.add(threads.submit(args[0].equals(STORE) ? facts(store, key, over) : bare(file, key, over)));
            }
            System.out.write('\n');
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nothing is said to it; the end is what counts.
            }
            over.set(true);
            for (Future<Void> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> facts(VersionedStore store, int key, AtomicBoolean over) {
        return () -> {
            CasLoop loop = new CasLoop(store, key);
            while (!over.get()) {
                loop.next();
            }
            return null;
        };
    }

    private static Callable<Void> bare(StoreFile file, int key, AtomicBoolean over) {
        return () -> {
            Supplier<String> ids = StoreOptions.defaults().ids();
            try (HandWritten loop = new HandWritten(file, Facts.key(key))) {
                for (long revision = 0; !over.get(); revision = next(loop, ids, revision)) {
                    // All is done in the step.
                }
            }
            return null;
        };
    }

    private static long next(HandWritten loop, Supplier<String> ids, long revision) throws SQLException {
        return loop.compareAndSet(ids.get(), revision, System.currentTimeMillis() * 1000);
    }
}
