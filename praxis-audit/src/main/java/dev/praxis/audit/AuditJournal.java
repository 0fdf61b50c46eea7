package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log in a directory of files. Several processes, and several journals of one process, may write to the same
 * directory.
 *
 * <ul>
 *   <li>{@code journal.jsonl}: one record per line, in canonical JSON (RFC 8785), each line ended by a line feed.
 *   <li>{@code head.json}: sequence and hash of the last record and the length of the journal, in canonical JSON; replaced
 *       as a whole after each record.
 *   <li>{@code journal.lock}: locked by whoever writes.
 *   <li>{@code torn-<sequence>-<microseconds>.bin}: what a crash in the middle of a write left behind.
 * </ul>
 *
 * <p>A record has the members {@code v} (1), {@code sequence} (1, 2, 3 …), {@code time} (UTC with microseconds),
 * {@code actor}, {@code clientId}, {@code requestId}, {@code tool}, {@code target}, {@code tier}, {@code phase},
 * {@code decision}, {@code args}, {@code output} ({@code sha256} and {@code length}, or null), {@code error} (or null, at
 * most 16384 characters), {@code patternsVersion}, {@code previousHash} and {@code hash}. The hash is the SHA-256 of the
 * canonical JSON of the record without its member {@code hash}; {@code previousHash} is the hash of the record before, 64
 * zeros in the first. All texts are redacted; what JSON cannot hold (U+0000, unpaired surrogates) becomes U+FFFD.
 *
 * <p>A record is acknowledged after both the journal and the head are on disk. What a crash leaves is repaired by the
 * next {@link #append}: a complete record that the head does not name yet is taken in, a part of a record is moved to a
 * file of its own, and a record with the decision {@code MAINTENANCE} says so. Anything else that does not fit is
 * refused with {@link AuditTamperedException}.
 *
 * <p>When a write fails, for want of space for example, the journal is cut back and can be written to again. When a fsync
 * fails nobody knows what is on disk, and asking again does not tell: the journal is cut back, and this object refuses
 * every later record until the log is opened again. Each append, so the first after that, reads the last acknowledged
 * record back and compares it with the head before it goes on, and it writes a record that it takes in once more before it
 * relies on a fsync. What was acknowledged before was on disk before; of the record that was refused it is not known
 * whether the disk has it. Reading back goes through the cache of the system: after a fsync failed, restart the machine or
 * mount the file system again if you can.
 *
 * <p>Sinks get a record after it is durable, so nothing that they do takes its acknowledgement away. An exception is
 * counted and logged. So is an {@link Error}, which is thrown again on the writer thread once the append has its result,
 * and so reaches the handler for uncaught exceptions. A sink must not use the journal that calls it: this is refused with
 * {@link IllegalStateException}. Nor may it wait for another thread that does, which cannot be detected.
 *
 * <p>Thread-safe. One thread of its own does all I/O, so that interrupting a caller cannot close the files.
 */
public final class AuditJournal implements AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Redactor redactor;
    private final JournalDirectory directory;
    private final WriterLock lock;
    private final JournalWriter writer;
    private final Sinks sinks;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The thread that the executor made last; null before the first. */
    private volatile @Nullable Thread writerThread;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(this::newWriterThread);

    private AuditJournal(
            JournalDirectory directory,
            WriterLock lock,
            JournalWriter writer,
            Redactor redactor,
            List<AuditSink> sinks) {
        this.directory = directory;
        this.lock = lock;
        this.writer = writer;
        this.redactor = redactor;
        this.sinks = new Sinks(sinks, thread);
    }

    private Thread newWriterThread(Runnable work) {
        Thread owned = new Thread(work, "praxis-audit");
        owned.setDaemon(true);
        writerThread = owned;
        return owned;
    }

    /**
     * Opens the audit log of a directory; makes the directory if there is none. Blocks on I/O.
     *
     * @param directory where the files are
     * @param redactor what finds secrets
     * @param clock where the times of records about the log itself come from
     * @param lockWait how long a write waits for other writers; more than 0, at most an hour
     * @param sinks who gets the finished records; the journal closes them
     * @return the open log
     * @throws InvalidArgumentException if the wait is out of range
     * @throws AuditUnavailableException if the directory cannot be used
     */
    public static AuditJournal open(
            Path directory, Redactor redactor, InstantSource clock, Duration lockWait, List<AuditSink> sinks) {
        return open(directory, redactor, clock, lockWait, sinks, new Disk());
    }

    static AuditJournal open(
            Path directory,
            Redactor redactor,
            InstantSource clock,
            Duration lockWait,
            List<AuditSink> sinks,
            Disk disk) {
        if (lockWait.isNegative() || lockWait.isZero() || lockWait.compareTo(LONGEST_WAIT) > 0) {
            throw new InvalidArgumentException(
                    "lock wait " + lockWait + " is out of range; allowed is more than 0 up to one hour");
        }
        List<AuditSink> named = List.copyOf(sinks);
        JournalDirectory files = new JournalDirectory(directory, disk);
        try {
            files.create();
            WriterLock lock = new WriterLock(files, lockWait);
            JournalWriter writer = new JournalWriter(files, disk, redactor, clock);
            return new AuditJournal(files, lock, writer, redactor, named);
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + directory + " cannot be opened (" + e + "); see to the directory", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>After an {@link AuditUnavailableException} it is not known whether the record is there: when the journal was
     * written but the head was not, the next append takes it in.
     *
     * @throws AuditTamperedException if the files are not as praxis left them; nothing was written
     * @throws dev.praxis.api.json.JsonRefusedException if the record would be longer than 1 MiB, or if it is an intent that
     *     is allowed and longer than 1 MiB less 128 KiB, so that its outcome might not fit; it was not written
     * @throws IllegalStateException if a sink of this journal calls it
     */
    @Override
    public AuditLine append(AuditEntry entry) {
        JsonObject body = RecordFormat.body(entry, redactor);
        return onWriterThread(() -> write(body));
    }

    private AuditLine write(JsonObject body) {
        List<AuditLine> durable = new ArrayList<>();
        try {
            FileLock held = lock.acquire();
            try {
                return writer.append(body, durable);
            } finally {
                held.release();
            }
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "a record could not be written to the audit log in " + directory.path() + " (" + e
                            + "); what it tells of must not happen",
                    e);
        } finally {
            durable.forEach(sinks::deliver);
        }
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
     * {@inheritDoc} Closing twice is allowed. The sinks are closed as well.
     *
     * @throws IllegalStateException if a sink of this journal calls it; the journal stays open
     */
    @Override
    public void close() {
        refuseSinks();
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            onWriterThread(() -> {
                try {
                    sinks.close();
                } finally {
                    closeLock();
                }
                return Boolean.TRUE;
            });
        } finally {
            thread.shutdown();
        }
    }

    private void closeLock() {
        try {
            lock.close();
        } catch (IOException | AuditBusyException e) {
            LOG.warn("the lock file of the audit log in {} could not be closed", directory.path(), e);
        }
    }

    /** A sink that waited for the thread that it runs on would wait for ever. */
    private void refuseSinks() {
        if (Thread.currentThread() == writerThread) {
            throw new IllegalStateException("a sink cannot use the audit log in " + directory.path()
                    + " that calls it; let it write to another log, or later from another thread");
        }
    }

    /** Waits for the writer thread whatever happens to this one: a record under way is not called back. */
    private <T> T onWriterThread(Callable<T> work) {
        refuseSinks();
        Future<T> result;
        try {
            result = thread.submit(work);
        } catch (RejectedExecutionException e) {
            throw new AuditUnavailableException("the audit log is closed; open it again", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known
                ? known
                : new AuditUnavailableException("the audit log failed unexpectedly (" + cause + ")", cause);
    }
}
