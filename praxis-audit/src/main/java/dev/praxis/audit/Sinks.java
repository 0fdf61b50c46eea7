package dev.praxis.audit;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.audit.sink.FanOut;
import dev.praxis.audit.sink.SinkMode;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.audit.sink.SinkStatus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sinks of a journal, open from when it knows its name until it is closed. Confined to the writer thread, but for the counts. */
final class Sinks {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private final SinkPlan plan;
    private final Path directory;
    private final InstantSource clock;
    private volatile @Nullable FanOut open;

    /**
     * Creates the sinks; opens none.
     *
     * @param directory where what concerns them is kept
     */
    Sinks(SinkPlan plan, Path directory, InstantSource clock) {
        this.plan = plan;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Opens the sinks, if they are not open.
     *
     * @param origin the name of the log
     * @throws dev.praxis.api.InvalidArgumentException if a setting of one is unknown or wrong
     */
    void open(String origin) {
        if (open != null) {
            return;
        }
        try {
            open = FanOut.open(plan, origin, directory, clock);
        } catch (AuditSinkException e) {
            LOG.error("no audit sink gets records: {}", e.getMessage());
        }
    }

    /**
     * Hands on records that are durable. Does not wait.
     *
     * @return ends when the sinks took them as the plan wants it, or fails
     */
    CompletionStage<Void> deliver(List<AuditLine> lines) {
        FanOut fanOut = open;
        if (fanOut != null) {
            return fanOut.offer(lines);
        }
        boolean wanted = plan.sinks().stream()
                .anyMatch(sink -> sink.mode() == SinkMode.REQUIRED || sink.mode() == SinkMode.QUORUM);
        return wanted
                ? CompletableFuture.failedFuture(new AuditSinkException(
                        "the record is in the audit log, but no audit sink could be opened; see to " + directory, null))
                : CompletableFuture.completedFuture(null);
    }

    /** How they are doing; empty while they are not open. */
    List<SinkStatus> status() {
        FanOut fanOut = open;
        return fanOut == null ? List.of() : fanOut.status();
    }

    void close() {
        FanOut fanOut = open;
        if (fanOut != null) {
            fanOut.close();
        }
    }
}
