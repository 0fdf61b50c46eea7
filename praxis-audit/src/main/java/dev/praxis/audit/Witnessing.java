package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.tlog.Cosigning;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.Witness;
import dev.praxis.audit.tlog.WitnessContradictsException;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the witnesses of a journal about its checkpoints, on a thread of its own, so that nobody else waits for them. While they answer
 * several checkpoints may be signed: they are asked about the latest only, since it continues the others. Thread-safe.
 */
final class Witnessing {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private final Path log;
    private final WitnessPolicy policy;
    private final ThreadPoolExecutor thread;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<@Nullable SignedNote> cosigned = new AtomicReference<>();

    /** Guards what waits. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable SignedCheckpoint latest;
    private List<Appended> covered = new ArrayList<>();

    Witnessing(Path log, WitnessPolicy policy) {
        this.log = log;
        this.policy = policy;
        this.thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread owned = new Thread(work, "praxis-audit-witnesses");
            owned.setDaemon(true);
            return owned;
        });
    }

    /** How often a witness did not cosign. */
    long failures() {
        return failures.get();
    }

    /**
     * Asks what the witnesses say to the checkpoint that a log has when it is opened. Waits as long as the policy says.
     *
     * @return how many other logs one of them remembers, if this one is new and a witness can tell
     * @throws AuditTamperedException if one remembers what this log does not continue
     */
    int requireContinued(NoteVerifierKey key, SignedCheckpoint last) {
        if (policy.quorum() == 0) {
            return 0;
        }
        boolean isNew = last.checkpoint().size() == 0;
        Future<Memory> answer =
                thread.submit(() -> new Memory(ask(key, last).contradiction(), isNew ? otherLogs(key) : 0));
        Memory memory = Memory.NONE;
        try {
            memory = answer.get(policy.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warn("the witnesses of the audit log in {} did not answer within {}", log, policy.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("the witnesses of the audit log in {} could not be asked", log, e.getCause());
        }
        @Nullable WitnessContradictsException contradiction = memory.contradiction();
        if (contradiction != null) {
            throw AuditTamperedException.because(String.valueOf(contradiction.getMessage()));
        }
        return memory.otherLogs();
    }

    /** What the witnesses know of a log that is opened. */
    private record Memory(@Nullable WitnessContradictsException contradiction, int otherLogs) {
        static final Memory NONE = new Memory(null, 0);
    }

    private int otherLogs(NoteVerifierKey key) {
        int most = 0;
        for (WitnessPolicy.Source source : policy.sources()) {
            try {
                most = Math.max(most, source.of(key) instanceof FileWitness files ? files.otherLogs() : 0);
            } catch (IOException | PraxisException e) {
                failures.incrementAndGet();
                LOG.warn("a witness of the audit log in {} could not be asked for other logs: {}", log, e.toString());
            }
        }
        return most;
    }

    /** Has a checkpoint cosigned; returns at once. */
    void ask(NoteVerifierKey key, SignedCheckpoint checkpoint, List<Appended> records) {
        if (policy.quorum() == 0) {
            AuditUnavailableException none =
                    new AuditUnavailableException("the audit log in " + log + " has no witnesses; name some", null);
            records.forEach(each -> each.witnessFailed(none));
            return;
        }
        boolean first;
        lock.lock();
        try {
            first = latest == null;
            latest = checkpoint;
            covered.addAll(records);
        } finally {
            lock.unlock();
        }
        if (first) {
            thread.execute(() -> askAboutLatest(key));
        }
    }

    private void askAboutLatest(NoteVerifierKey key) {
        SignedCheckpoint checkpoint;
        List<Appended> records;
        lock.lock();
        try {
            checkpoint = latest;
            records = covered;
            latest = null;
            covered = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        if (checkpoint == null) {
            return;
        }
        int count = 0;
        try {
            count = ask(key, checkpoint).count();
        } finally {
            tell(records, count);
        }
    }

    private void tell(List<Appended> records, int count) {
        if (count >= policy.quorum()) {
            records.forEach(Appended::becameWitnessed);
        } else {
            AuditUnavailableException missing = new AuditUnavailableException(
                    count + " of the " + policy.quorum() + " witnesses that the policy of the audit log in " + log
                            + " asks for have cosigned; see its warnings",
                    null);
            records.forEach(each -> each.witnessFailed(missing));
        }
    }

    private record Answers(int count, @Nullable WitnessContradictsException contradiction) {}

    private Answers ask(NoteVerifierKey key, SignedCheckpoint checkpoint) {
        Cosigning cosigning = new Cosigning(log);
        SignedNote note = checkpoint.note();
        int count = 0;
        @Nullable WitnessContradictsException contradiction = null;
        for (WitnessPolicy.Source source : policy.sources()) {
            try {
                Witness witness = source.of(key);
                note = cosigning.cosign(new SignedCheckpoint(checkpoint.checkpoint(), note), witness);
                count++;
            } catch (WitnessContradictsException e) {
                contradiction = e;
                failures.incrementAndGet();
                LOG.error("a witness contradicts the audit log in {}: {}", log, e.getMessage());
            } catch (IOException | PraxisException e) {
                failures.incrementAndGet();
                LOG.warn("a witness did not cosign the audit log in {}: {}", log, e.toString());
            }
        }
        if (count > 0) {
            cosigned.set(note);
        }
        return new Answers(count, contradiction);
    }

    /**
     * Puts the cosignatures that came to the checkpoint, on the thread that writes the log.
     *
     * @throws AuditTamperedException if the checkpoint is not the one that was left there
     */
    void publishTo(OpenTree tree) throws IOException {
        @Nullable SignedNote note = cosigned.getAndSet(null);
        if (note != null) {
            tree.publish(note);
        }
    }

    /** Waits, as long as the policy says, for what was asked. */
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(policy.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                thread.shutdownNow();
                LOG.warn("the witnesses of the audit log in {} did not answer before it was closed", log);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            tell(covered, 0); // nobody will ask for them any more
            covered = new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }
}
