package dev.praxis.audit.sink;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.sink.SinkStatus.Condition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what becomes of the records of one sink, says when that changes, and keeps the counts in a file: {@code state.json}.
 * Losing the file costs counts, never records, so it is not synchronised. Thread-safe.
 */
final class SinkTally {

    static final String FILE = "state.json";

    /** Of {@link #last()}: it is not known. */
    static final long UNKNOWN = -1;

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final PlannedSink planned;
    private final Path directory;
    private final SpoolFiles files;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Condition condition = Condition.IDLE;
    private long taken;
    private long failures;
    private long timeouts;
    private long missed;
    private long gaps;

    /** The last record that the sink has, was told to miss, or was not to get. */
    private long last = UNKNOWN;

    private @Nullable String lastFailure;
    private @Nullable Instant lastFailureAt;

    SinkTally(PlannedSink planned, Path directory, SpoolFiles files, InstantSource clock) {
        this.planned = planned;
        this.directory = directory;
        this.files = files;
        this.clock = clock;
        load();
    }

    /** The last record that the sink had, or was not to get, when it was closed; {@link #UNKNOWN} as after a crash. */
    long last() {
        return last;
    }

    /** This is the first record that it is offered; what it misses from here on, it misses. */
    void begins(long first) {
        update(() -> {
            last = last == UNKNOWN ? first - 1 : last;
            return true;
        });
    }

    void took(List<AuditLine> lines) {
        boolean back = update(() -> {
            taken += lines.size();
            last = lines.get(lines.size() - 1).sequence();
            boolean was = condition == Condition.FAILING;
            condition = Condition.TAKING;
            return was;
        });
        if (back) {
            LOG.info("audit sink {} takes records again", planned.name());
        }
    }

    void failed(Throwable failure, boolean cutOff) {
        // Without the message: that of a foreign sink may repeat a record.
        String kind = kind(failure);
        boolean news = update(() -> {
            failures++;
            timeouts += cutOff ? 1 : 0;
            lastFailure = kind;
            lastFailureAt = UtcMicros.truncate(clock.instant());
            boolean was = condition != Condition.FAILING;
            condition = Condition.FAILING;
            return was;
        });
        if (news) {
            LOG.warn(
                    "audit sink {} ({}) does not take records{}: {}",
                    planned.name(),
                    planned.mode(),
                    cutOff ? ", it was cut off at its deadline" : "",
                    kind);
            save();
        }
    }

    void missed(long first, int lines) {
        boolean news = update(() -> {
            boolean none = missed == 0;
            missed += lines;
            return none;
        });
        if (news) {
            LOG.warn("audit sink {} ({}) misses records, from {} on", planned.name(), planned.mode(), first);
        }
    }

    void gap(long first, long to) {
        update(() -> {
            gaps++;
            last = to;
            return true;
        });
        LOG.warn("audit sink {} was told that it may miss records {} to {}", planned.name(), first, to);
    }

    /** What is known now. */
    SinkStatus status(boolean hung, long spooledRecords, long spooledBytes) {
        lock.lock();
        try {
            return new SinkStatus(
                    planned.name(),
                    planned.provider().name(),
                    planned.mode(),
                    hung ? Condition.HUNG : condition,
                    taken,
                    failures,
                    timeouts,
                    missed,
                    gaps,
                    spooledRecords,
                    spooledBytes,
                    lastFailure,
                    lastFailureAt);
        } finally {
            lock.unlock();
        }
    }

    /** Writes the counts; they do not say how far the sink has come, which goes on. */
    void save() {
        write(UNKNOWN);
    }

    /** Writes the counts for the next process. */
    void saveLast() {
        write(last);
    }

    private void write(long reached) {
        SinkStatus now = status(false, 0, 0);
        JsonObject.Builder json = JsonObject.builder()
                .put("v", 1)
                .put("condition", now.condition().name())
                .put("taken", now.taken())
                .put("failures", now.failures())
                .put("timeouts", now.timeouts())
                .put("missed", now.missed())
                .put("gaps", now.gaps())
                .put("last", reached);
        if (now.lastFailure() != null && now.lastFailureAt() != null) {
            json.put("lastFailure", now.lastFailure()).put("lastFailureAt", UtcMicros.format(now.lastFailureAt()));
        }
        try {
            files.replace(directory.resolve(FILE), json.build().toString().getBytes(StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            LOG.warn("the counts of the audit sink {} could not be written: {}", planned.name(), e.toString());
        }
    }

    private void load() {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        try {
            JsonObject json = CanonicalJson.parseObject(Files.readString(file));
            condition = Condition.valueOf(json.string("condition").orElse(Condition.IDLE.name()));
            taken = number(json, "taken", 0);
            failures = number(json, "failures", 0);
            timeouts = number(json, "timeouts", 0);
            missed = number(json, "missed", 0);
            gaps = number(json, "gaps", 0);
            last = number(json, "last", UNKNOWN);
            lastFailure = json.string("lastFailure").orElse(null);
            lastFailureAt = json.string("lastFailureAt").map(UtcMicros::parse).orElse(null);
        } catch (IOException | PraxisException | IllegalArgumentException e) {
            LOG.warn("the counts of the audit sink {} cannot be read and start again", planned.name());
        }
    }

    private static long number(JsonObject json, String name, long otherwise) {
        return json.get(name).orElse(null) instanceof JsonNumber number ? (long) number.value() : otherwise;
    }

    private static String kind(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getClass().getName()
                + (cause == null ? "" : " because of " + cause.getClass().getName());
    }

    private boolean update(Change change) {
        lock.lock();
        try {
            return change.apply();
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Change {
        boolean apply();
    }
}
