package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditLine;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The way to one sink. Thread-safe; nothing here waits for the sink but {@link #stop}. */
sealed interface Lane permits DirectLane, SpooledLane {

    PlannedSink planned();

    /** Opens the sink; ends within its deadline. */
    CompletableFuture<Void> open();

    /** Hands lines on; ends within the deadline of the sink, well when they are where the mode wants them. */
    CompletableFuture<Void> offer(List<AuditLine> lines);

    /** Takes no more. Ends when there is nothing left to do for what was offered, or no point in trying. */
    CompletableFuture<Void> finish();

    /** Gives up what is not done, and closes the sink. */
    void stop();

    SinkStatus status();
}
