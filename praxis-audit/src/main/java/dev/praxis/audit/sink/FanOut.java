package dev.praxis.audit.sink;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands finished records to the sinks of a plan, all at once, each on a thread that is owned for it. A sink that throws, hangs or
 * is slow is contained, counted and logged; an {@link Error} of a sink reaches the handler for uncaught exceptions besides.
 * Nothing that a caller's thread suffers, such as an interrupt, reaches a sink.
 *
 * <p>A sink that hangs keeps the one thread that it has. No other one is started for it, what waits for it is bounded, and closing
 * does not wait for it longer than its deadline and {@link #PATIENCE}.
 *
 * <p>The directory has one of its own for each sink, with its counts and, with {@link SinkMode#SPOOLED}, the lines that wait.
 * Thread-safe.
 */
public final class FanOut implements AutoCloseable {

    /** How long a sink may take to close. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final List<Lane> lanes;
    private final int quorum;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor disk;

    /** Keeps the order of the lines in all lanes the same. */
    private final ReentrantLock order = new ReentrantLock();

    private boolean closed;

    private FanOut(List<Lane> lanes, int quorum, ScheduledThreadPoolExecutor timer, ThreadPoolExecutor disk) {
        this.lanes = lanes;
        this.quorum = quorum;
        this.timer = timer;
        this.disk = disk;
    }

    /**
     * Opens the sinks of a plan, all at once, and waits for each until its deadline. A sink that cannot be opened now does not
     * keep the others: it is counted and logged, and opened again when there is something for it.
     *
     * @param plan the sinks
     * @param origin the log whose records they get
     * @param directory where what concerns the sinks is kept, made if there is none; nothing is made for an empty plan
     * @param clock where the times of failures come from
     * @return the open sinks
     * @throws InvalidArgumentException if a setting of a sink is unknown or wrong
     * @throws AuditSinkException if the directory cannot be used, or another process uses it
     */
    public static FanOut open(SinkPlan plan, String origin, Path directory, InstantSource clock) {
        return open(plan, origin, directory, clock, new SpoolFiles());
    }

    static FanOut open(SinkPlan plan, String origin, Path directory, InstantSource clock, SpoolFiles files) {
        ScheduledThreadPoolExecutor timer = OwnedThreads.timer("deadlines");
        ThreadPoolExecutor disk = OwnedThreads.one("spool");
        List<Lane> lanes = new ArrayList<>();
        try {
            for (PlannedSink planned : plan.sinks()) {
                Path own = directory.resolve(planned.name());
                files.directory(directory);
                files.directory(own);
                SinkTally tally = new SinkTally(planned, own, files, clock);
                tally.save();
                lanes.add(
                        planned.mode() == SinkMode.SPOOLED
                                ? new SpooledLane(planned, origin, tally, timer, spool(planned, own, files), disk)
                                : new DirectLane(planned, origin, tally, timer));
            }
            FanOut fanOut = new FanOut(List.copyOf(lanes), plan.quorum(), timer, disk);
            fanOut.openLanes();
            return fanOut;
        } catch (RuntimeException | Error e) {
            new FanOut(List.copyOf(lanes), 0, timer, disk).close();
            throw e;
        } catch (IOException e) {
            new FanOut(List.copyOf(lanes), 0, timer, disk).close();
            throw new AuditSinkException(
                    "the directory of the audit sinks, " + directory + ", cannot be used (" + e + "); see to it", e);
        }
    }

    private static Spool spool(PlannedSink planned, Path directory, SpoolFiles files) throws IOException {
        return Spool.open(directory, planned.spoolBytes(), files);
    }

    private void openLanes() {
        List<CompletableFuture<Void>> openings = lanes.stream().map(Lane::open).toList();
        long begin = System.nanoTime();
        for (int i = 0; i < openings.size(); i++) {
            CompletableFuture<Void> opening = openings.get(i);
            PlannedSink planned = lanes.get(i).planned();
            if (!Waiting.uninterruptibly(left(planned.deadline(), begin), left -> ended(opening, left))) {
                LOG.warn("audit sink {} is not open yet", planned.name());
            }
        }
    }

    /** What is left of a time that began some time ago. */
    private static Duration left(Duration time, long begin) {
        return time.minusNanos(System.nanoTime() - begin);
    }

    /** Whether an opening ended in time, well or for a reason that may pass; what the host wrote wrong will not. */
    private static boolean ended(CompletableFuture<Void> opening, Duration left) throws InterruptedException {
        try {
            opening.get(left.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidArgumentException refused) {
                throw refused;
            }
            return true; // counted and logged
        }
    }

    /**
     * Hands on records that are durable in the log. Returns at once.
     *
     * @param lines the records in the order of the log, following those of the call before
     * @return ends, within the longest deadline, when every {@link SinkMode#REQUIRED} sink took them, so many of the
     *     {@link SinkMode#QUORUM} sinks as the plan asks for, and they are in the spool of every {@link SinkMode#SPOOLED} sink, or
     *     are counted as missed there; ends with {@link AuditSinkException} as soon as one of the first two is impossible. What
     *     depends on it runs on a thread of a sink and must not block
     */
    public CompletionStage<Void> offer(List<AuditLine> lines) {
        List<AuditLine> all = List.copyOf(lines);
        if (all.isEmpty() || lanes.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Acceptance acceptance = new Acceptance(lanes.stream().map(Lane::planned).toList(), quorum);
        List<CompletableFuture<Void>> deliveries;
        order.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(new AuditSinkException(
                        "the audit sinks are closed, so they did not take the records from "
                                + all.get(0).sequence() + " on; they are in the audit log",
                        null));
            }
            deliveries = lanes.stream().map(lane -> lane.offer(all)).toList();
        } finally {
            order.unlock();
        }
        for (int i = 0; i < deliveries.size(); i++) {
            SinkMode mode = lanes.get(i).planned().mode();
            CompletableFuture<Void> unused =
                    deliveries.get(i).whenComplete((took, failure) -> acceptance.answered(mode, failure));
        }
        return acceptance.outcome();
    }

    /**
     * How the sinks are doing.
     *
     * @return one status for each sink, in the order of the plan
     */
    public List<SinkStatus> status() {
        return lanes.stream().map(Lane::status).toList();
    }

    /**
     * How sinks were doing when that was last written down, also by another process; opens no sink. Blocks on I/O.
     *
     * @param plan the sinks
     * @param directory the directory that they have, or none yet
     * @return one status for each sink, in the order of the plan
     * @throws AuditSinkException if the directory cannot be read
     */
    public static List<SinkStatus> lastKnown(SinkPlan plan, Path directory) {
        SpoolFiles files = new SpoolFiles();
        List<SinkStatus> all = new ArrayList<>();
        for (PlannedSink planned : plan.sinks()) {
            Path own = directory.resolve(planned.name());
            try {
                Spool.Waiting waiting = Spool.measure(own);
                all.add(new SinkTally(planned, own, files, InstantSource.system())
                        .status(false, waiting.records(), waiting.bytes()));
            } catch (IOException e) {
                throw new AuditSinkException(
                        "what waits for the audit sink '" + planned.name() + "' in " + own + " cannot be read (" + e
                                + "); see to the directory",
                        e);
            }
        }
        return all;
    }

    /**
     * Gives each sink until its deadline to take what waits for it, and closes it. What a {@link SinkMode#SPOOLED} sink does not
     * take stays on disk for the next time. Closing twice is allowed.
     */
    @Override
    public void close() {
        order.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            order.unlock();
        }
        List<CompletableFuture<Void>> endings = lanes.stream().map(Lane::finish).toList();
        long begin = System.nanoTime();
        for (int i = 0; i < endings.size(); i++) {
            CompletableFuture<Void> ending = endings.get(i);
            Waiting.uninterruptibly(left(lanes.get(i).planned().deadline(), begin), left -> ended(ending, left));
        }
        stopLanes();
        timer.shutdownNow();
        disk.shutdown();
    }

    private void stopLanes() {
        long begin = System.nanoTime();
        List<Thread> stopping = lanes.stream()
                .map(lane -> OwnedThreads.start("stop-" + lane.planned().name(), lane::stop))
                .toList();
        for (Thread each : stopping) {
            Waiting.uninterruptibly(left(PATIENCE.multipliedBy(2), begin), left -> {
                each.join(Math.max(1, left.toMillis()));
                return !each.isAlive();
            });
        }
    }
}
