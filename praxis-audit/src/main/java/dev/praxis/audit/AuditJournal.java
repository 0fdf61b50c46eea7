package dev.praxis.audit;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log in a directory of files, of which it is the only writer as long as it is open. The files are described in
 * {@code docs/audit-format.md}.
 *
 * <p>A record has the members {@code v} (1), {@code sequence} (1, 2, 3 …), {@code time} (UTC with microseconds),
 * {@code actor}, {@code clientId}, {@code requestId}, {@code tool}, {@code target}, {@code tier}, {@code phase},
 * {@code decision}, {@code args}, {@code output} ({@code sha256} and {@code length}, or null), {@code error} (or null),
 * {@code patternsVersion}, {@code previousHash} and {@code hash}. The hash is the SHA-256 of the canonical JSON (RFC 8785) of
 * the record without its member {@code hash}; {@code previousHash} is the hash of the record before, 64 zeros in the first.
 * All texts are redacted; what JSON cannot hold (U+0000, unpaired surrogates) becomes U+FFFD; what is too long for a record
 * of 65535 bytes is replaced by its digest and length.
 *
 * <p>All records that wait are written at once, with one fsync, by a thread of the journal's own, so that many callers cost
 * little more than one and an interrupted caller cannot close the files. A record is acknowledged when it is on disk.
 *
 * <p>When a write fails, for want of space for example, the segment is cut back and can be written to again. When a fsync
 * fails, nobody knows what is on disk, and asking again does not tell: nothing more is ever written to that segment. The
 * records are written to a new one, whose first record says so.
 *
 * <p>What a crash leaves is mended when the journal is opened, and a record says so. Anything else that does not fit is
 * refused with {@link AuditTamperedException} by each append. So it is when, while the journal is open, its segment or its lock file is
 * removed, replaced or changed in length by somebody else; that is looked at for each write, and every second.
 *
 * <p>Sinks get a record after it is durable, so nothing that they do takes its acknowledgement away. An exception is
 * counted and logged. So is an {@link Error}, which also reaches the handler for uncaught exceptions. A sink must not use the
 * journal that calls it: this is refused with {@link IllegalStateException}. Nor may it wait for another thread that does,
 * which cannot be detected.
 *
 * <p>Thread-safe.
 */
public final class AuditJournal implements AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Path path;
    private final RecordBody bodies;
    private final JournalOptions options;
    private final Sinks sinks;
    private final Duties duties = new Duties();
    private final WriterThread thread;

    // Confined to the writer thread.
    private @Nullable JournalLock lock;
    private @Nullable JournalWriter writer;
    private @Nullable AuditTamperedException refusal;
    private final List<Appended> unsigned = new ArrayList<>();
    private long nextCheckpoint;

    private AuditJournal(Path path, RecordBody bodies, JournalOptions options) {
        this.path = path;
        this.bodies = bodies;
        this.options = options;
        this.sinks = new Sinks(options.sinks());
        Duration tick = options.checkpointPeriod();
        this.thread = new WriterThread(duties, tick.compareTo(LONGEST_TICK) < 0 ? tick : LONGEST_TICK);
    }

    /**
     * Opens the audit log of a directory, as its only writer; makes the directory if there is none. Blocks on I/O, and until
     * no other writer has it.
     *
     * @param directory where the files are
     * @param redactor what finds secrets
     * @param clock where the times of records about the log itself come from
     * @param options how it works
     * @return the open log
     * @throws AuditBusyException if another writer has the directory for longer than the wait allows
     * @throws AuditUnavailableException if the directory cannot be used
     */
    public static AuditJournal open(Path directory, Redactor redactor, InstantSource clock, JournalOptions options) {
        return open(directory, redactor, clock, options, new Disk());
    }

    static AuditJournal open(
            Path directory, Redactor redactor, InstantSource clock, JournalOptions options, Disk disk) {
        RecordBody bodies = new RecordBody(redactor);
        AuditJournal journal = new AuditJournal(directory, bodies, options);
        Maintenance maintenance = new Maintenance(clock, bodies, redactor.version());
        journal.thread.start();
        try {
            journal.thread.call(() -> {
                journal.begin(new JournalDirectory(directory, disk), disk, maintenance);
                return Boolean.TRUE;
            });
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    private void begin(JournalDirectory files, Disk disk, Maintenance maintenance) {
        try {
            files.create();
            lock = JournalLock.acquire(files.path(), options.lockWait());
            OpenTree tree = OpenTree.open(path, options.keyFileOf(path), options.origin(), new SecureRandom());
            Recovery recovery = new Recovery(files, disk, maintenance, tree);
            Segment segment = recovery.run();
            writer = new JournalWriter(files, lock, maintenance, options, tree, recovery, segment);
            nextCheckpoint = System.nanoTime() + options.checkpointPeriod().toNanos();
            recovery.takenIn().forEach(sinks::deliver);
        } catch (AuditTamperedException e) {
            refusal = e; // each append says so
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + path + " cannot be opened (" + e + "); see to the directory", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>After an {@link AuditUnavailableException} it is not known whether the record is there.
     *
     * @throws AuditBusyException if too many records wait already; nothing was written
     * @throws AuditTamperedException if the files are not as praxis left them; nothing was written
     * @throws IllegalStateException if a sink of this journal calls it
     */
    @Override
    public AuditLine append(AuditEntry entry) {
        return submit(entry).awaitDurable();
    }

    /**
     * Hands a record in without waiting for it. Records are written in the order in which they were handed in. Blocks only as
     * long as it takes to redact the record.
     *
     * @param entry what happened
     * @return what becomes of it; its stages fail with what {@link #append} throws
     * @throws AuditBusyException if too many records wait already; nothing was written
     * @throws AuditUnavailableException if the journal is closed
     * @throws IllegalStateException if a sink of this journal calls it
     */
    public Appended submit(AuditEntry entry) {
        refuseSinks();
        if (thread.waiting() >= WriterThread.MOST_WAITING) {
            throw new AuditBusyException("more than " + WriterThread.MOST_WAITING
                    + " records wait to be written to the audit log in " + path + "; nothing was recorded, try again");
        }
        Pending pending = new Pending(bodies.of(entry), new Appended());
        if (!thread.offer(pending)) {
            throw new AuditUnavailableException("the audit log is closed; open it again", null);
        }
        return pending.appended();
    }

    /**
     * How often a sink did not take a record. The record is in the journal all the same.
     *
     * @return the number since the journal was opened
     */
    public long sinkFailures() {
        return sinks.failures();
    }

    /**
     * {@inheritDoc} What was handed in before is written first. Closing twice is allowed. The sinks are closed as well.
     *
     * @throws IllegalStateException if a sink of this journal calls it; the journal stays open
     */
    @Override
    public void close() {
        refuseSinks();
        thread.end(this::finish);
    }

    /** A sink that waited for the thread that it runs on would wait for ever. */
    private void refuseSinks() {
        if (thread.isThisThread()) {
            throw new IllegalStateException("a sink cannot use the audit log in " + path
                    + " that calls it; let it write to another log, or later from another thread");
        }
    }

    private void finish() {
        try {
            sinks.close();
        } finally {
            try {
                duties.checkpointIfDue(1);
                closing("its end could not be written down", writer == null ? null : writer::close);
            } finally {
                closing("its lock could not be given up", lock == null ? null : lock::close);
            }
        }
    }

    private interface Closing {
        void run() throws IOException;
    }

    private void closing(String otherwise, @Nullable Closing step) {
        try {
            if (step != null) {
                step.run();
            }
        } catch (IOException | AuditTamperedException e) {
            LOG.warn("the audit log in {} is closed, but {}", path, otherwise, e);
        }
    }

    private final class Duties implements WriterThread.Duty {

        @Override
        public void write(List<Pending> group) {
            try {
                written(group, append(group));
            } catch (AuditTamperedException e) {
                group.forEach(each -> each.appended().failed(e.again()));
            } catch (IOException e) {
                group.forEach(each -> each.appended().failed(unavailable(e)));
            } catch (RuntimeException | Error e) {
                group.forEach(each -> each.appended().failed(unavailable(e)));
                uncaught(e);
            }
            checkpointIfDue(options.checkpointRecords());
        }

        private JournalWriter.Group append(List<Pending> group) throws IOException {
            if (refusal != null) {
                throw refusal;
            }
            JournalWriter open = Objects.requireNonNull(writer, "writer");
            List<UnsealedRecord> records = new ArrayList<>(group.size());
            group.forEach(each -> records.add(each.record()));
            return open.append(records);
        }

        private void written(List<Pending> group, JournalWriter.Group lines) {
            lines.about().forEach(line -> sinks.deliver(line.toLine()));
            for (int i = 0; i < group.size(); i++) {
                AuditLine line = lines.records().get(i).toLine();
                sinks.deliver(line);
                group.get(i).appended().becameDurable(line);
                unsigned.add(group.get(i).appended());
            }
        }

        @Override
        public void tick() {
            try {
                if (writer != null) {
                    writer.watch();
                }
            } catch (IOException | AuditTamperedException e) {
                LOG.error("the audit log in {} was looked at: {}", path, e.getMessage());
            }
            if (System.nanoTime() - nextCheckpoint >= 0) {
                checkpointIfDue(1);
            }
        }

        /** The records are durable without it: a checkpoint that fails is tried again with the next. */
        private void checkpointIfDue(int records) {
            if (writer == null || writer.unsigned() < records) {
                return;
            }
            try {
                writer.checkpoint();
                unsigned.forEach(Appended::becameCheckpointed);
            } catch (IOException e) {
                LOG.error("the audit log in {} could not be signed: {}", path, e.toString());
                unsigned.forEach(each -> each.checkpointFailed(unavailable(e)));
            } catch (AuditTamperedException e) {
                LOG.error("the audit log in {} could not be signed: {}", path, e.getMessage());
                unsigned.forEach(each -> each.checkpointFailed(e.again()));
            }
            unsigned.clear();
            nextCheckpoint = System.nanoTime() + options.checkpointPeriod().toNanos();
        }

        private AuditUnavailableException unavailable(Throwable failure) {
            return new AuditUnavailableException(
                    "a record could not be written to the audit log in " + path + " (" + failure
                            + "); what it tells of must not happen",
                    failure);
        }

        private void uncaught(Throwable failure) {
            Thread owned = Thread.currentThread();
            owned.getUncaughtExceptionHandler().uncaughtException(owned, failure);
        }
    }
}
