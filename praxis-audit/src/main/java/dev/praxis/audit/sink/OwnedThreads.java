package dev.praxis.audit.sink;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that belong to a fan-out: daemons, so that a sink that hangs for ever does not keep the process. When what one of them
 * runs throws, the handler for uncaught exceptions gets it and another thread takes its place.
 */
final class OwnedThreads {

    private static final String PREFIX = "praxis-audit-";

    private OwnedThreads() {}

    /** One thread, started when it is first needed. */
    static ThreadPoolExecutor one(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
    }

    /** One thread that does things later; short ones only. Counts elapsed time, so no clock that is set disturbs it. */
    static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** A thread of its own for work that is done once. */
    static Thread start(String name, Runnable work) {
        Thread thread = factory(name).newThread(work);
        thread.start();
        return thread;
    }

    private static ThreadFactory factory(String name) {
        return work -> {
            Thread thread = new Thread(work, PREFIX + name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
