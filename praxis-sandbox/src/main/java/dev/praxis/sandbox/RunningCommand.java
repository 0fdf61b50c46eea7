package dev.praxis.sandbox;

import dev.praxis.api.action.CommandResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child from its start to the end of all that it started. Confined to one thread, but for {@link #stop}.
 */
final class RunningCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunningCommand.class);

    /** How often the tree is looked at while the program runs, for those who leave it later: one pass over /proc each. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Process process;
    private final ProcessLimits limits;
    private final UnaryOperator<String> redaction;
    private final ProcessTree tree;
    private final OutputCollector output;
    private final long startedAt = System.nanoTime();
    /** Whether the program ended by itself, or was told to stop: whichever comes first. */
    private final CompletableFuture<Boolean> endedByItself;

    private boolean interrupted;

    RunningCommand(Process process, boolean ownSession, ProcessLimits limits, UnaryOperator<String> redaction) {
        this.process = process;
        this.limits = limits;
        this.redaction = redaction;
        this.tree = new ProcessTree(process.toHandle(), ownSession);
        this.output = new OutputCollector(process.getInputStream(), limits.excerptBytes() + Excerpt.MARGIN);
        Thread pump = new Thread(output, "praxis-output-" + process.pid());
        // A process that escaped may hold the pipe for ever; it shall not hold the JVM too.
        pump.setDaemon(true);
        pump.start();
        endedByItself = process.onExit().thenApply(exited -> true);
    }

    /** Has the child ended before its time. Returns at once; any thread may call it, any number of times. */
    void stop() {
        endedByItself.complete(false);
    }

    CommandResult await(Duration timeout) {
        boolean ended = false;
        try {
            ended = awaitExit(timeout);
            if (ended) {
                output.awaitEnd(limits.grace().toNanos());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        endTree();
        OutputCollector.Captured captured = output.seal();
        CommandResult result = new CommandResult(
                exitCode(), !ended, captured.digest(), Excerpt.of(captured.tail(), captured.cut(), redaction), elapsed);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    private boolean awaitExit(Duration timeout) throws InterruptedException {
        long deadline = startedAt + saturatedNanos(timeout);
        while (true) {
            long left = deadline - System.nanoTime();
            try {
                return endedByItself.get(Math.min(Math.max(left, 0), LOOK_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= 0) {
                    return false;
                }
                tree.look();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an end is only ever reported", e);
            }
        }
    }

    /** Also after a normal end: what a program leaves running is not under anybody's eyes. */
    private void endTree() {
        try {
            if (!tree.end(limits.grace())) {
                LOG.warn("process {} left processes behind that could not be killed", process.pid());
            }
            if (!output.awaitEnd(limits.grace().toNanos())) {
                LOG.warn(
                        "a process that escaped from {} still holds its output; what it writes is lost", process.pid());
            }
            process.waitFor(limits.grace().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            tree.kill();
        }
    }

    private int exitCode() {
        int killed = 128 + 9;
        return process.isAlive() ? killed : process.exitValue();
    }

    private static long saturatedNanos(Duration duration) {
        // Half of the range, so that a deadline never wraps past the clock.
        Duration most = Duration.ofNanos(Long.MAX_VALUE / 2);
        return (duration.compareTo(most) > 0 ? most : duration).toNanos();
    }
}
