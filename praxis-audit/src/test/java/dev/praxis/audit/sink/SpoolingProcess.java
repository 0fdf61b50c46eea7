package dev.praxis.audit.sink;

import dev.praxis.audit.sink.local.FileSinkProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A process that offers records to a spooled sink until it is killed, and says which of them were acknowledged. */
final class SpoolingProcess {

    private SpoolingProcess() {}

    /**
     * Runs the process.
     *
     * @param args the directory of the sinks, the file that the sink writes, the first sequence
     */
    public static void main(String[] args) {
        PlannedSink copy = PlannedSink.of(
                "copy",
                SinkMode.SPOOLED,
                new FileSinkProvider(),
                Map.of("path", Path.of(args[1]).toString()));
        FanOut fanOut = FanOut.open(SinkPlan.of(copy), Records.ORIGIN, Path.of(args[0]), InstantSource.system());
        say("ready");
        for (long sequence = Long.parseLong(args[2]); ; sequence += 2) {
            fanOut.offer(Records.lines(sequence, sequence + 1))
                    .toCompletableFuture()
                    .join();
            say("acknowledged " + (sequence + 1));
        }
    }

    @SuppressWarnings("SystemOut") // this is how it talks to the test
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
