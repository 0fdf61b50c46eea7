package dev.praxis.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that touches the files of a journal, so that an interrupted caller cannot close them. It takes all records
 * that wait at once. A daemon: it does not keep a program alive. Thread-safe.
 */
final class WriterThread {

    /** What is done on the thread. */
    interface Duty {

        /** Writes records and tells those who wait; throws nothing. */
        void write(List<Pending> group);

        /** Does what is due from time to time; throws nothing. */
        void tick();
    }

    /**
     * How long the thread looks for records without sleeping, after those that it wrote last. To fall asleep and be woken takes about
     * as long, and whoever got an answer often has the next record by then.
     */
    private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** How long nobody's company is waited for when the processor came back late: other programs want it, and would be given more of it. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How many records may wait. More would only be a longer way to run out of memory. */
    static final int MOST_WAITING = 65_536;

    private sealed interface Work permits Waiting, Task {}

    private record Waiting(Pending pending) implements Work {}

    private record Task(Runnable body) implements Work {}

    private final Duty duty;
    private final long tickNanos;

    /** None where the only processor is the one that a caller needs. */
    private final long lingerNanos = Runtime.getRuntime().availableProcessors() > 1 ? LINGER_NANOS : 0;

    private final Thread thread;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();

    /** Guards {@link #accepting}: what is added while it is set is done before the thread ends. */
    private final ReentrantLock gate = new ReentrantLock();

    private boolean accepting = true;

    /** Confined to the thread. */
    private boolean ended;

    /** How many records were written together the last time. Confined to the thread. */
    private int lastGroup;

    /** Until when nobody's company is waited for. Confined to the thread. */
    private long busyUntil = System.nanoTime();

    WriterThread(Duty duty, Duration tick) {
        this.duty = duty;
        this.tickNanos = tick.toNanos();
        this.thread = new Thread(this::run, "praxis-audit");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isThisThread() {
        return Thread.currentThread() == thread;
    }

    /** Hands in a record; false when the thread takes no more. */
    boolean offer(Pending pending) {
        return add(new Waiting(pending));
    }

    int waiting() {
        return queue.size();
    }

    /**
     * Does something on the thread, after what was handed in before, and waits for it whatever interrupts this thread.
     *
     * @return what it returned, or null if the thread takes nothing more
     */
    <T> @Nullable T call(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        return add(new Task(() -> complete(done, work))) ? await(done) : null;
    }

    /** Does something on the thread as the last thing of all, and waits for it; does nothing if that was done before. */
    void end(Runnable last) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        gate.lock();
        try {
            if (!accepting) {
                return;
            }
            accepting = false;
            queue.add(new Task(() -> {
                ended = true;
                complete(done, () -> {
                    last.run();
                    return Boolean.TRUE;
                });
            }));
        } finally {
            gate.unlock();
        }
        await(done);
    }

    private boolean add(Work work) {
        gate.lock();
        try {
            return accepting && queue.add(work);
        } finally {
            gate.unlock();
        }
    }

    private static <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            done.complete(work.call());
        } catch (Throwable e) { // an Error as well: it belongs to whoever waits, and the thread lives on for the others
            done.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private void run() {
        long next = System.nanoTime() + tickNanos;
        while (!ended) {
            @Nullable Work work = next(next - System.nanoTime());
            if (work instanceof Task task) {
                task.body().run();
            } else if (work instanceof Waiting first) {
                duty.write(group(first));
            }
            if (!ended && System.nanoTime() - next >= 0) {
                duty.tick();
                next = System.nanoTime() + tickNanos;
            }
        }
    }

    private @Nullable Work next(long nanos) {
        @Nullable Work work = queue.poll();
        long lookNanos = lastGroup == 1 ? lingerNanos : 0; // several callers need the processors
        for (long begin = System.nanoTime();
                work == null && System.nanoTime() - begin < lookNanos;
                work = queue.poll()) {
            Thread.onSpinWait();
        }
        try {
            return work != null ? work : queue.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null; // nobody has business interrupting this thread; it goes on
        }
    }

    /** All records that wait, up to what is written at once. */
    private List<Pending> group(Waiting first) {
        awaitCompany();
        List<Pending> group = new ArrayList<>();
        long bytes = 0;
        @Nullable Work next = first;
        while (next instanceof Waiting waiting) {
            group.add(waiting.pending());
            bytes += waiting.pending().record().approximateBytes();
            next = bytes < JournalWriter.MOST_GROUP_BYTES && queue.peek() instanceof Waiting ? queue.poll() : null;
        }
        lastGroup = group.size();
        return group;
    }

    /**
     * Waits a moment for those who shared the last fsync: they were woken just now, and without them they would take turns, half of
     * them in each. Who was alone waits for nobody.
     */
    @SuppressWarnings(
            "ThreadPriorityCheck") // it gives the processor to those it waits for; right without a scheduler that obeys
    private void awaitCompany() {
        long begin = System.nanoTime();
        long waited = begin - busyUntil < 0 ? lingerNanos : 0;
        while (queue.size() < lastGroup - 1 && waited < lingerNanos) {
            Thread.yield();
            waited = System.nanoTime() - begin;
        }
        if (waited > 2 * lingerNanos) {
            busyUntil = begin + BUSY_NANOS;
        }
    }
}
