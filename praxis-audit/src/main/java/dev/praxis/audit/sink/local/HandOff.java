package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditSinkException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs what cannot be interrupted on one thread of its own, so that whoever waits for it can be. While the thread is stuck nothing
 * more is handed to it. Confined to one caller at a time; closing may come from any thread.
 */
final class HandOff implements AutoCloseable {

    private final ThreadPoolExecutor thread;
    private volatile CompletableFuture<Void> current = CompletableFuture.completedFuture(null);
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Whether the thread has work; what was given up may still be under way. */
    private final AtomicBoolean busy = new AtomicBoolean();

    HandOff(String name) {
        thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread owned = new Thread(work, name);
            owned.setDaemon(true);
            return owned;
        });
    }

    /** Work that may fail. */
    @FunctionalInterface
    interface Work {

        /**
         * Does it.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    /**
     * Runs work and waits for it.
     *
     * @throws AuditSinkException if it failed, the work before still hangs, this thread was interrupted, or this is closed
     */
    void run(Work work) {
        if (closed.get()) {
            throw new AuditSinkException("the audit sink is closed; open it again", null);
        }
        if (busy.getAndSet(true)) {
            throw new AuditSinkException(
                    "the audit sink still hangs with what it got before; see to its destination", null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        current = done;
        try {
            thread.execute(() -> {
                try {
                    work.run();
                    busy.set(false);
                    done.complete(null);
                } catch (Throwable e) {
                    busy.set(false);
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        await(done);
    }

    private static void await(CompletableFuture<Void> done) {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditSinkException("the audit sink was interrupted while its destination did not answer", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error broken) {
                throw broken;
            }
            throw e.getCause() instanceof AuditSinkException known
                    ? known
                    : new AuditSinkException("the destination of the audit sink failed; see to it", e.getCause());
        }
    }

    /** Ends a wait that is under way. The thread ends when its work does. */
    @Override
    public void close() {
        close(() -> {});
    }

    /**
     * Ends a wait that is under way. The thread ends when its work does.
     *
     * @param last what it does then
     */
    void close(Runnable last) {
        if (!closed.getAndSet(true)) {
            thread.execute(last);
            thread.shutdown();
            current.completeExceptionally(
                    new AuditSinkException("the audit sink was closed before it had an answer", null));
        }
    }
}
