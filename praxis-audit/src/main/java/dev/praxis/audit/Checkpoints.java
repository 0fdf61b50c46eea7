package dev.praxis.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records that wait for a checkpoint, and what becomes of checkpoints. Confined to the writer thread. */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private final Path path;
    private final long periodNanos;
    private final Witnessing witnesses;
    private final List<Appended> waiting = new ArrayList<>();
    private long next;

    Checkpoints(Path path, Duration period, Witnessing witnesses) {
        this.path = path;
        this.periodNanos = period.toNanos();
        this.witnesses = witnesses;
        restart();
    }

    /** Counts the time from now on. */
    void restart() {
        next = System.nanoTime() + periodNanos;
    }

    boolean isTime() {
        return System.nanoTime() - next >= 0;
    }

    void add(Appended durable) {
        waiting.add(durable);
    }

    /** All that wait are covered. */
    void signed(JournalWriter writer) {
        waiting.forEach(Appended::becameCheckpointed);
        witnesses.ask(writer.tree().key(), writer.tree().lastSigned(), waiting);
        waiting.clear();
    }

    /** Those that wait are told why they are not covered; a later checkpoint may cover them. */
    void failed(Supplier<RuntimeException> why) {
        waiting.forEach(each -> each.checkpointFailed(why.get()));
        waiting.clear();
    }

    /** Puts the checkpoint with its cosignatures in its place, if witnesses answered and it is still the last. */
    void publish(JournalWriter writer) {
        try {
            witnesses.publishTo(writer.tree());
        } catch (IOException e) {
            LOG.warn("the cosignatures of the audit log in {} could not be written: {}", path, e.toString());
        }
    }

    /** Waits for the witnesses, as long as the policy says. */
    void close() {
        witnesses.close();
    }
}
