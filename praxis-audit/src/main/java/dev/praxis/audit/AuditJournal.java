package dev.praxis.audit;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.audit.sink.SinkStatus;
import dev.praxis.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
 * <p>When nothing can be made durable, records go to standard error and {@link WhenUnavailable} says what may go on; the log says
 * so as soon as it can be written to again. When the disk is all but full, nothing new may begin ({@link SpaceLimits}), and what a
 * reserve file took is given up for what must still be said.
 *
 * <p>Sinks get a record after it is durable, on threads of their own (see {@link dev.praxis.audit.sink.FanOut}). What they do
 * cannot take the record away. {@link #append} waits until they took it as their modes want it, and fails with
 * {@link dev.praxis.api.audit.AuditSinkException} if they did not; the record is in the log all the same. A sink should not append
 * to the journal that calls it: it would wait for itself, until its deadline.
 *
 * <p>Thread-safe.
 */
public final class AuditJournal implements AuditLog {

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Path path;
    private final RecordBody bodies;
    private final JournalDuties duties;
    private final Sinks sinks;
    private final WriterThread thread;

    private AuditJournal(Path path, RecordBody bodies, JournalDuties duties, Sinks sinks, Duration tick) {
        this.path = path;
        this.bodies = bodies;
        this.duties = duties;
        this.sinks = sinks;
        this.thread = new WriterThread(duties, tick);
    }

    /**
     * Opens the audit log of a directory, as its only writer; makes the directory if there is none. Blocks on I/O, and until
     * no other writer has it. When the files cannot be used it opens all the same, says so on standard error, and keeps trying;
     * meanwhile {@link WhenUnavailable} decides.
     *
     * @param directory where the files are
     * @param redactor what finds secrets
     * @param clock where the times of records about the log itself come from
     * @param options how it works
     * @return the open log
     * @throws AuditBusyException if another writer has the directory for longer than the wait allows
     */
    public static AuditJournal open(Path directory, Redactor redactor, InstantSource clock, JournalOptions options) {
        return open(directory, redactor, clock, options, new Disk());
    }

    static AuditJournal open(
            Path directory, Redactor redactor, InstantSource clock, JournalOptions options, Disk disk) {
        return open(directory, redactor, clock, options, disk, LastResort.standardError());
    }

    static AuditJournal open(
            Path directory,
            Redactor redactor,
            InstantSource clock,
            JournalOptions options,
            Disk disk,
            LastResort lastResort) {
        RecordBody bodies = new RecordBody(redactor);
        Maintenance maintenance = new Maintenance(clock, bodies, redactor.version());
        Sinks sinks = new Sinks(options.sinks(), directory.resolve("spool"), clock);
        JournalDuties duties = new JournalDuties(directory, options, disk, maintenance, lastResort, sinks);
        Duration period = options.checkpointPeriod();
        AuditJournal journal = new AuditJournal(
                directory, bodies, duties, sinks, period.compareTo(LONGEST_TICK) < 0 ? period : LONGEST_TICK);
        journal.thread.start();
        try {
            journal.thread.call(() -> {
                duties.open();
                return Boolean.TRUE;
            });
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    /**
     * {@inheritDoc}
     *
     * <p>After an {@link AuditUnavailableException} it is not known whether the record is there. A record that went to
     * standard error only, where {@link WhenUnavailable} allows it, is returned with the sequence 0.
     *
     * @throws AuditBusyException if too many records wait already; nothing was written
     * @throws AuditTamperedException if the files are not as praxis left them; nothing was written
     * @throws dev.praxis.api.audit.AuditSinkException if the record is in the log, but a required sink or a quorum did not take it
     * @throws IllegalStateException if it is called on the thread of the journal, by what depends on a stage of {@link Appended}
     */
    @Override
    public AuditLine append(AuditEntry entry) {
        return submit(entry).await();
    }

    /**
     * Hands a record in without waiting for it. Records are written in the order in which they were handed in. Blocks only as
     * long as it takes to redact the record.
     *
     * @param entry what happened
     * @return what becomes of it; its stages fail with what {@link #append} throws
     * @throws AuditBusyException if too many records wait already; nothing was written
     * @throws AuditUnavailableException if the journal is closed
     * @throws IllegalStateException if it is called on the thread of the journal, by what depends on a stage of it
     */
    public Appended submit(AuditEntry entry) {
        refuseItsOwnThread();
        if (thread.waiting() >= WriterThread.MOST_WAITING) {
            throw new AuditBusyException("more than " + WriterThread.MOST_WAITING
                    + " records wait to be written to the audit log in " + path + "; nothing was recorded, try again");
        }
        Pending pending = Pending.of(entry, bodies.of(entry));
        if (!thread.offer(pending)) {
            throw new AuditUnavailableException("the audit log is closed; open it again", null);
        }
        return pending.appended();
    }

    /**
     * Removes whole old segments. The tree keeps the hashes of their records, so every proof of what remains holds. A record says
     * up to where the log was pruned. The segment that is written to stays, and records that no checkpoint covers are covered
     * first. Blocks on I/O.
     *
     * @param rule what may go; {@link PrunePlan#of} shows what that is
     * @return what is gone; empty if no segment may go
     * @throws AuditUnavailableException if it failed, or the journal is closed; what is not removed yet is when this is called
     *     again, or the log is opened
     * @throws AuditTamperedException if the files are not as praxis left them
     * @throws IllegalStateException if it is called on the thread of the journal
     */
    public Optional<PrunePlan> prune(PruneRule rule) {
        refuseItsOwnThread();
        return Optional.ofNullable(thread.call(() -> duties.prune(rule)))
                .orElseThrow(() -> new AuditUnavailableException("the audit log is closed; open it again", null));
    }

    /**
     * What the journal can do at the moment. Another thread may find it otherwise a moment later.
     *
     * @return the state
     */
    public JournalState state() {
        return duties.state();
    }

    /**
     * Actions that were allowed in the last segment and had no outcome when the log was opened after a crash: they may have run, in
     * part or whole, or still be under way in another process. They are also said on standard error. {@link AuditVerifier} looks
     * through all segments.
     *
     * @return the intents, oldest first; empty if the log was closed well
     */
    public List<OrphanIntent> orphanIntents() {
        return duties.orphans();
    }

    /**
     * How often a witness could not be asked or did not cosign, since the journal was opened. Each time is in the log of the program.
     *
     * @return the number
     */
    public long witnessFailures() {
        return duties.witnessFailures();
    }

    /**
     * How the sinks are doing.
     *
     * @return one status for each sink, in the order of the plan; empty while the log could not be opened
     */
    public List<SinkStatus> sinks() {
        return sinks.status();
    }

    /**
     * {@inheritDoc} What was handed in before is written first. Closing twice is allowed. The sinks are closed as well.
     *
     * @throws IllegalStateException if it is called on the thread of the journal; the journal stays open
     */
    @Override
    public void close() {
        refuseItsOwnThread();
        thread.end(duties::finish);
    }

    Path path() {
        return path;
    }

    /** Whether it is the one writer of its directory. */
    boolean holdsFiles() {
        return duties.state() != JournalState.DEGRADED
                && duties.state() != JournalState.TAMPERED
                && duties.state() != JournalState.CLOSED;
    }

    /** Whoever waited for the thread that he runs on would wait for ever. */
    private void refuseItsOwnThread() {
        if (thread.isThisThread()) {
            throw new IllegalStateException(
                    "the thread of the audit log in " + path + " cannot wait for it; do that on another thread");
        }
    }
}
