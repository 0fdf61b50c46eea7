package dev.praxis.sandbox;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandResult;
import dev.praxis.redaction.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A host process that runs one command and closes its runner when it is asked to end, for a test to ask it. */
final class HostProcess {

    private HostProcess() {}

    /** Arguments: the PATH, and the program. */
    public static void main(String[] args) {
        ProcessCommandRunner runner = new ProcessCommandRunner(
                Redactor.standard(), Map.of("PATH", args[0]), new ProcessLimits(16 << 10, Duration.ofMillis(300)));
        CountDownLatch told = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            runner.close();
            awaitUninterruptibly(told);
        }));
        CommandResult result = runner.run(new Command(List.of(args[1]), Set.of(), Duration.ofSeconds(60)));
        System.out.println(result.timedOut() ? "stopped before its end" : "ended");
        told.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a shutdown hook", e);
        }
    }
}
