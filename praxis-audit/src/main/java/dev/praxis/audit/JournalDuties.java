package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal does on its thread: opens the files, writes records, signs, looks whether all is well, and goes on in some way
 * when it is not. Confined to the writer thread, but for {@link #state()}.
 */
final class JournalDuties implements WriterThread.Duty {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path path;
    private final JournalOptions options;
    private final Opening opening;
    private final Disk disk;
    private final Maintenance maintenance;
    private final WithoutEvidence without;
    private final Sinks sinks;
    private final Room room;
    private final Witnessing witnesses;
    private final Checkpoints checkpoints;

    private @Nullable JournalLock lock;
    private @Nullable JournalWriter writer;
    private @Nullable AuditTamperedException refusal;
    private long nextTry;
    private volatile JournalState state = JournalState.OPEN;
    private volatile List<OrphanIntent> orphans = List.of();

    JournalDuties(
            Path path, JournalOptions options, Disk disk, Maintenance maintenance, LastResort lastResort, Sinks sinks) {
        this.path = path;
        this.options = options;
        this.disk = disk;
        this.maintenance = maintenance;
        this.without = new WithoutEvidence(path, options.whenUnavailable(), lastResort, maintenance);
        this.sinks = sinks;
        this.room = new Room(path, options.space());
        this.witnesses = new Witnessing(path, options.witnesses());
        this.opening = new Opening(new JournalDirectory(path, disk), options, disk, maintenance, witnesses);
        this.checkpoints = new Checkpoints(path, options.checkpointPeriod(), witnesses);
    }

    /** What the journal can do now. Thread-safe. */
    JournalState state() {
        return state;
    }

    /** How often a witness did not cosign. Thread-safe. */
    long witnessFailures() {
        return witnesses.failures();
    }

    /** What was found without an outcome when the files were opened after a crash. Thread-safe. */
    List<OrphanIntent> orphans() {
        return orphans;
    }

    /**
     * Opens the files. What is wrong with them is no reason to fail: appending says so.
     *
     * @throws AuditBusyException if another writer has them
     */
    void open() {
        try {
            begin();
        } catch (IOException | AuditUnavailableException e) {
            fail(e);
        }
    }

    private void begin() throws IOException {
        nextTry = System.nanoTime() + RETRY_NANOS;
        try {
            Opening.Opened opened = opening.open();
            lock = opened.lock();
            writer = opened.writer();
            checkpoints.restart();
            sinks.open(opened.writer().tree().last().origin());
            handOn(opened.takenIn());
            opened.about().forEach(without::say);
            orphans = opened.orphans();
            for (OrphanIntent orphan : orphans) {
                without.say("record " + orphan.sequence() + " allowed " + orphan.tool() + " on " + orphan.target()
                        + " and has no outcome: it may have run, look (request " + orphan.requestId() + ")");
            }
        } catch (AuditTamperedException e) {
            refuse(e);
        }
        lookAtSpace();
    }

    @Override
    public void write(List<Pending> group) {
        List<Pending> admitted = room.admitted(group);
        try {
            write(admitted, true);
        } catch (RuntimeException | Error e) {
            admitted.forEach(each -> each.appended().failed(without.unavailable(e)));
            uncaught(e);
        }
        checkpointIfDue(options.checkpointRecords());
    }

    private void write(List<Pending> group, boolean again) {
        if (group.isEmpty()) {
            return;
        }
        try {
            written(group, append(group));
        } catch (AuditTamperedException e) {
            refuse(e);
            for (Pending each : group) {
                without.showIfItHappened(each, e);
                each.appended().failed(e.again());
            }
        } catch (IOException | AuditUnavailableException e) {
            if (again && reserveGivenUp(e)) {
                write(room.admitted(group), false);
            } else {
                without.decide(group, e);
                updateState();
            }
        }
    }

    private JournalWriter.Group append(List<Pending> group) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        if (writer == null) {
            tryToOpenAgain();
        }
        return Objects.requireNonNull(writer, "writer")
                .append(group.stream().map(Pending::record).toList());
    }

    private void tryToOpenAgain() throws IOException {
        Exception last = without.why();
        if (last != null && System.nanoTime() - nextTry < 0) {
            throw new IOException("the last try was less than a second ago: " + last, last);
        }
        try {
            begin();
        } catch (AuditBusyException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private void written(List<Pending> group, JournalWriter.Group lines) {
        JournalWriter open = Objects.requireNonNull(writer, "writer");
        UnsealedRecord missed = without.end(open.nextSequence());
        updateState();
        List<AuditLine> all = new ArrayList<>();
        lines.about().forEach(line -> all.add(line.toLine()));
        lines.records().forEach(line -> all.add(line.toLine()));
        CompletionStage<Void> delivery = sinks.deliver(all);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).appended().becameDurable(all.get(lines.about().size() + i), delivery);
        }
        open.integrate();
        for (Pending each : group) {
            each.appended().becameIntegrated();
            checkpoints.add(each.appended());
        }
        if (missed != null) {
            open.tell(missed);
            writeNews();
        }
    }

    /** Records that nobody waits for: what the sinks do not take they are told of as a gap. */
    private void handOn(List<AuditLine> lines) {
        CompletionStage<Void> unused = sinks.deliver(lines);
    }

    /**
     * What there is to say about the log does not wait for the next record. Only a journal that was just opened waits so long: of many that
     * are opened in want of space, and closed without having taken a record, none takes more of it.
     */
    private void writeNews() {
        try {
            if (writer != null && writer.hasNews()) {
                handOn(writer.append(List.of()).about().stream()
                        .map(SealedLine::toLine)
                        .toList());
            }
        } catch (AuditTamperedException e) {
            refuse(e);
        } catch (IOException e) {
            LOG.error("the audit log in {} could not say what happened to it: {}", path, e.toString());
        }
    }

    /** Whether there is room now where there was none; a second time there is nothing more to give. */
    private boolean reserveGivenUp(Exception why) {
        try {
            boolean given = writer != null && room.isExhausted(why) && room.giveUpReserve();
            if (given) {
                without.say(
                        "the disk is full: nothing new may begin, the reserve of the log is given up for what must be said");
                tellSpace(0);
            }
            return given;
        } catch (IOException e) {
            return false;
        }
    }

    private void fail(Exception why) {
        without.begin(why);
        updateState();
    }

    private void refuse(AuditTamperedException why) {
        if (refusal == null) {
            refusal = why;
            without.say(String.valueOf(why.getMessage()));
        }
        updateState();
    }

    @Override
    public void tick() {
        try {
            if (writer != null && refusal == null) {
                writer.watch();
                checkpoints.publish(writer);
            }
        } catch (AuditTamperedException e) {
            refuse(e);
        } catch (IOException e) {
            LOG.warn("the files of the audit log in {} cannot be looked at: {}", path, e.toString());
        }
        lookAtSpace();
        writeNews();
        if (checkpoints.isTime()) {
            checkpointIfDue(1);
        }
    }

    private void lookAtSpace() {
        if (writer == null || refusal != null) {
            return;
        }
        Room.Level before = room.level();
        try {
            Room.Level now = room.look();
            if (now != before) {
                long usable = room.usable();
                LOG.warn("the disk of the audit log in {} has {} bytes left: {}", path, usable, now);
                if (now == Room.Level.LOCKDOWN || before == Room.Level.LOCKDOWN) {
                    tellSpace(usable);
                }
            }
        } catch (IOException e) {
            LOG.warn("the space of the audit log in {} cannot be looked at or reserved: {}", path, e.toString());
        }
        updateState();
    }

    private void tellSpace(long usable) {
        JournalWriter open = Objects.requireNonNull(writer, "writer");
        open.tell(maintenance.space(open.nextSequence(), room.level(), usable));
    }

    /** The records are durable without it: a checkpoint that fails is tried again with the next. */
    void checkpointIfDue(int records) {
        if (writer == null || refusal != null || writer.unsigned() < records) {
            return;
        }
        try {
            writer.checkpoint();
            checkpoints.signed(writer);
        } catch (IOException e) {
            LOG.error("the audit log in {} could not be signed: {}", path, e.toString());
            checkpoints.failed(() -> without.unavailable(e));
        } catch (AuditTamperedException e) {
            refuse(e);
            checkpoints.failed(e::again);
        }
        checkpoints.restart();
    }

    /**
     * Removes segments that may go.
     *
     * @return what is gone; empty if nothing may go
     */
    Optional<PrunePlan> prune(PruneRule rule) {
        try {
            if (refusal != null) {
                throw refusal.again();
            }
            if (writer == null) {
                tryToOpenAgain();
            }
            JournalWriter open = Objects.requireNonNull(writer, "writer");
            Optional<PrunePlan> pruned = open.prune(new Retention(path, disk), rule);
            checkpoints.signed(open);
            return pruned;
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + path + " was not pruned, or not all of it (" + e + "); see to its files", e);
        }
    }

    /** Ends it all. */
    void finish() {
        try {
            checkpointIfDue(1);
            sinks.close();
            checkpoints.close();
            publishLast();
            without.close();
        } finally {
            state = JournalState.CLOSED;
            try {
                close(writer);
            } finally {
                close(lock);
            }
        }
    }

    private void publishLast() {
        try {
            if (writer != null && refusal == null) {
                checkpoints.publish(writer);
            }
        } catch (AuditTamperedException e) {
            refuse(e);
        }
    }

    private void close(@Nullable AutoCloseable what) {
        try {
            if (what != null) {
                what.close();
            }
        } catch (IOException | PraxisException e) {
            LOG.warn("a file of the audit log in {} could not be closed: {}", path, e.toString());
        } catch (Exception e) {
            throw new IllegalStateException("closing threw what it does not declare", e);
        }
    }

    private void updateState() {
        if (refusal != null) {
            state = JournalState.TAMPERED;
        } else if (without.why() != null) {
            state = JournalState.DEGRADED;
        } else {
            state = switch (room.level()) {
                case AMPLE -> JournalState.OPEN;
                case LOW -> JournalState.LOW_SPACE;
                case LOCKDOWN -> JournalState.LOCKDOWN;
            };
        }
    }

    private static void uncaught(Throwable failure) {
        Thread owned = Thread.currentThread();
        owned.getUncaughtExceptionHandler().uncaughtException(owned, failure);
    }
}
