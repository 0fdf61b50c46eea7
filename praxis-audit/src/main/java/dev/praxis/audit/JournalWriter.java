package dev.praxis.audit;

import dev.praxis.api.UtcMicros;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes records to segments, the lock held. Confined to the writer thread. */
final class JournalWriter implements AutoCloseable {

    /** About how many bytes are written at once; one record more, and one about the log, may come on top. */
    static final int MOST_GROUP_BYTES = 1 << 20;

    private final JournalDirectory directory;
    private final JournalLock lock;
    private final Maintenance maintenance;
    private final JournalOptions options;

    private final OpenTree tree;
    private final RegisterGuard register;
    private Head head;

    /** What is durable and not in the tree yet, in order. */
    private final List<SealedLine> behind = new ArrayList<>();

    private @Nullable Segment segment;

    /** When the segment was begun, as far as is known. */
    private Instant begun;

    /** What there is to say about the log itself, ahead of the next records. */
    private final List<UnsealedRecord> news = new ArrayList<>();

    /** What is to be done when all news are said and signed. */
    private final List<Step> whenSigned = new ArrayList<>();

    /** What is wrong with the files, so that nothing may be written any more; or null. */
    private @Nullable String tampered;

    /** Creates a writer that goes on where a recovery ended. A segment that has records was begun with the first of them. */
    JournalWriter(
            JournalDirectory directory,
            JournalLock lock,
            Maintenance maintenance,
            JournalOptions options,
            OpenTree tree,
            RegisterGuard register,
            Head head,
            Segment segment)
            throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.maintenance = maintenance;
        this.options = options;
        this.tree = tree;
        this.register = register;
        this.head = head;
        this.segment = segment;
        this.begun = segment.file().begun().orElseGet(maintenance::now);
    }

    /** Keeps something to say about the log itself, ahead of the next records. */
    void tell(UnsealedRecord record) {
        news.add(record);
    }

    /** What is done when something was said. */
    interface Step {
        void run() throws IOException;
    }

    /** Keeps something to say about the log itself, and what is to be done when it is said and signed. */
    void tell(UnsealedRecord record, Step then) {
        tell(record);
        whenSigned.add(then);
    }

    OpenTree tree() {
        return tree;
    }

    boolean hasNews() {
        return !news.isEmpty();
    }

    /** The sequence of the next thing that is told. */
    long nextSequence() {
        return head.sequence() + 1 + news.size();
    }

    /** How many records no checkpoint covers yet. */
    long unsigned() {
        return head.sequence() - tree.signed();
    }

    /**
     * Appends records: one write, one fsync. When this returns they are durable.
     *
     * @param records what they say
     * @return them, and before them what there was to say about the log itself
     * @throws AuditTamperedException if the files are not as they were left; nothing counts as written
     * @throws IOException if they could not be made durable
     */
    Group append(List<UnsealedRecord> records) throws IOException {
        if (tampered != null) {
            throw AuditTamperedException.because(tampered);
        }
        try {
            return write(roomy(), records);
        } catch (FailedSyncException e) {
            abandon(e);
        }
        try {
            return write(roomy(), records);
        } catch (FailedSyncException e) {
            abandon(e);
            throw e;
        }
    }

    /** Records that are durable: what there was to say about the log itself, then those that were asked for. */
    record Group(List<SealedLine> about, List<SealedLine> records) {}

    private Group write(Segment target, List<UnsealedRecord> records) throws IOException {
        List<SealedLine> lines = new ArrayList<>(news.size() + records.size());
        Head next = head;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (List<UnsealedRecord> some : List.of(news, records)) {
            for (UnsealedRecord record : some) {
                SealedLine line = record.seal(next);
                next = next.after(line);
                lines.add(line);
                bytes.writeBytes(line.bytes());
            }
        }
        requireInPlace(target, 0);
        try {
            target.write(bytes.toByteArray());
        } catch (IOException e) {
            cutBack(target, e);
            throw e;
        }
        requireInPlace(target, bytes.size());
        try {
            target.sync(bytes.size());
        } catch (IOException e) {
            throw new FailedSyncException(e);
        }
        behind.addAll(lines);
        head = next;
        int about = news.size();
        news.clear();
        return new Group(lines.subList(0, about), lines.subList(about, lines.size()));
    }

    /** Puts what is durable into the tree. Nobody who waits for durability has to wait for this. */
    void integrate() {
        tree.append(behind);
        behind.clear();
    }

    /** The segment to write to; a new one where the present one is long or old enough, or given up. */
    private Segment roomy() throws IOException {
        Segment present = segment;
        if (present != null && present.length() > 0 && isFull(present)) {
            checkpoint();
            segment = null;
            present.close();
            present = null;
        }
        if (present == null) {
            present = directory.createSegment(head.sequence() + 1, UtcMicros.toEpochMicros(maintenance.now()));
            segment = present;
            begun = maintenance.now();
        }
        return present;
    }

    private boolean isFull(Segment present) {
        return present.length() >= options.segmentBytes()
                || Duration.between(begun, maintenance.now()).compareTo(options.segmentAge()) >= 0;
    }

    /** After a failed write the segment ends where it did before, or it is not written to again. */
    private void cutBack(Segment target, IOException failure) {
        try {
            target.cutBack();
        } catch (IOException e) {
            failure.addSuppressed(e);
            abandon(failure);
        }
    }

    /**
     * Never writes to the segment again: after a fsync that failed the system may take for clean what never reached the
     * disk. What does not count is cut off if that can be done; the next segment tells where this one ends.
     */
    private void abandon(IOException failure) {
        Segment failed = Objects.requireNonNull(segment, "segment");
        segment = null;
        try (failed) {
            failed.cutBack();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        news.add(maintenance.sealed(failed.file(), nextSequence(), failed.length(), failure.toString()));
    }

    private void requireInPlace(Segment target, long more) throws IOException {
        @Nullable String wrong = lock.lost();
        if (wrong == null) {
            wrong = target.misplaced(more);
        }
        if (wrong != null) {
            tampered = wrong;
            throw AuditTamperedException.because(wrong);
        }
    }

    /** Looks whether the files are still there, so that what happens to them is noticed when nothing is written. */
    void watch() throws IOException {
        if (tampered == null && segment != null) {
            requireInPlace(segment, 0);
        }
    }

    /**
     * Removes old segments, and says so first.
     *
     * @return what is gone; empty if nothing may go
     */
    Optional<PrunePlan> prune(Retention retention, PruneRule rule) throws IOException {
        Optional<PrunePlan> plan = retention.plan(rule);
        if (plan.isPresent()) {
            tell(maintenance.pruned(nextSequence(), plan.get()));
            Terms terms = Terms.read(directory.path());
            if (!terms.areUsual()) {
                tell(maintenance.policy(nextSequence(), terms)); // the record that said so may be among those that go
            }
            append(List.of());
            checkpoint();
            retention.carryOut(plan.get());
        }
        return plan;
    }

    /** Signs the log as it is now, unless that is signed or the log is not to be touched. */
    void checkpoint() throws IOException {
        if (unsigned() == 0 || tampered != null) {
            return;
        }
        integrate();
        try {
            tree.checkpoint();
            register.remember(tree);
            carryOut();
        } catch (AuditTamperedException e) {
            tampered = e.reason();
            throw e;
        }
    }

    /** The records are durable and signed, and the register, if there is one, knows the log. */
    private void carryOut() throws IOException {
        if (news.isEmpty()) {
            for (Step step : whenSigned) {
                step.run();
            }
            whenSigned.clear();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            checkpoint();
        } finally {
            if (segment != null) {
                segment.close();
            }
        }
    }

    /** That a fsync failed. */
    private static final class FailedSyncException extends IOException {
        private static final long serialVersionUID = 1L;

        FailedSyncException(IOException cause) {
            super("fsync failed: " + cause.getMessage(), cause);
        }
    }
}
