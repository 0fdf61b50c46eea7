package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records. Each call finds out anew what the files hold, since another process may have written. Confined to the
 * writer thread, called under the writer lock.
 */
final class JournalWriter {

    /** How many bytes of a torn tail stay in the journal until it is recorded that the rest was moved. */
    private static final int MARK_BYTES = 1;

    private final JournalDirectory directory;
    private final Disk disk;
    private final Redactor redactor;
    private final InstantSource clock;

    /** The last head that this writer saw; the files never go back behind it. */
    private Head seen = Head.EMPTY;

    /** Why nothing can be written any more, or null. */
    private @Nullable IOException broken;

    JournalWriter(JournalDirectory directory, Disk disk, Redactor redactor, InstantSource clock) {
        this.directory = directory;
        this.disk = disk;
        this.redactor = redactor;
        this.clock = clock;
    }

    /**
     * Appends a record, and before it what a crash left to be done.
     *
     * @param body the record without its place in the chain
     * @param durable gets every record that became durable, in order
     * @return the record
     */
    AuditLine append(JsonObject body, List<AuditLine> durable) throws IOException {
        IOException failure = broken != null ? broken : disk.failedSync();
        if (failure != null) {
            throw new AuditUnavailableException(
                    "the audit log takes no more records since one could not be brought to disk; see to the disk, then"
                            + " open the log again",
                    failure);
        }
        Head head = requireNotBehind(currentHead());
        try (FileChannel journal = directory.openJournal()) {
            Tail tail = Tail.read(journal, head);
            if (tail.ahead() != null) {
                head = takeIn(journal, head, tail.ahead(), durable);
            } else if (tail.tornBytes() > 0) {
                head = setAside(journal, head, durable);
            }
            SealedRecord record = RecordFormat.seal(body, head);
            write(journal, head, record, head.length());
            acknowledge(head, record, durable);
            return record.toLine();
        }
    }

    /** Reads the head; makes the files when there are none. */
    private Head currentHead() throws IOException {
        byte @Nullable [] bytes = directory.readHead();
        if (bytes == null) {
            if (directory.hasJournal()) {
                throw tampered("head.json is missing while journal.jsonl is there");
            }
            // The head comes first: from then on a missing journal is known to be empty.
            directory.replaceHead(requireNotBehind(Head.EMPTY));
            directory.createJournal();
            return Head.EMPTY;
        }
        Head head;
        try {
            head = Head.parse(bytes);
        } catch (PraxisException e) {
            throw tampered("head.json cannot be read");
        }
        if (!directory.hasJournal()) {
            if (head.sequence() > 0) {
                throw tampered("journal.jsonl is missing");
            }
            directory.createJournal();
        }
        return head;
    }

    private Head requireNotBehind(Head head) {
        if (head.sequence() < seen.sequence() || (head.sequence() == seen.sequence() && !head.equals(seen))) {
            throw tampered("head.json says less than was already acknowledged (sequence " + seen.sequence() + ")");
        }
        return head;
    }

    /** Writes a record behind the head; when that fails, cuts the journal back to a length. */
    private void write(FileChannel journal, Head head, SealedRecord record, long lengthBefore) throws IOException {
        try {
            disk.write(journal, record.lineBytes(), head.length());
            disk.sync(journal);
        } catch (IOException e) {
            undo(journal, lengthBefore, e);
            throw e;
        }
    }

    /** After a failed write nobody knows what is on disk: it must go, or nothing may follow it. */
    private void undo(FileChannel journal, long lengthBefore, IOException failure) {
        try {
            journal.truncate(lengthBefore);
            disk.sync(journal);
        } catch (IOException e) {
            failure.addSuppressed(e);
            broken = failure;
        }
    }

    /**
     * Acknowledges a record that whoever wrote it did not. It may be in memory only, and after a fsync that failed the
     * kernel may take it for written; so it is written again before the fsync.
     */
    private Head takeIn(FileChannel journal, Head head, SealedRecord record, List<AuditLine> durable)
            throws IOException {
        disk.write(journal, record.lineBytes(), head.length());
        disk.sync(journal);
        return acknowledge(head, record, durable);
    }

    private Head acknowledge(Head head, SealedRecord record, List<AuditLine> durable) throws IOException {
        Head next = head.after(record);
        directory.replaceHead(next);
        seen = next;
        durable.add(record.toLine());
        return next;
    }

    /**
     * Moves what a crash in the middle of a write left behind out of the journal, and records that. One byte of it stays
     * until the record is written over it: so a crash on the way leaves a torn journal again, and the next write, which
     * comes here again, records all that was set aside.
     */
    private Head setAside(FileChannel journal, Head head, List<AuditLine> durable) throws IOException {
        long sequence = head.sequence() + 1;
        byte[] torn = Tail.bytes(journal, head.length(), journal.size());
        if (torn.length > MARK_BYTES || directory.sidecars(sequence).isEmpty()) {
            directory.setAside(torn, sequence, UtcMicros.toEpochMicros(clock.instant()));
        }
        long marked = head.length() + MARK_BYTES;
        journal.truncate(marked);
        disk.sync(journal);
        AuditEntry entry = maintenance(sequence, directory.sidecars(sequence));
        SealedRecord record = RecordFormat.seal(RecordFormat.body(entry, redactor), head);
        write(journal, head, record, marked);
        return acknowledge(head, record, durable);
    }

    private AuditEntry maintenance(long sequence, List<Sidecar> sidecars) {
        return new AuditEntry(
                clock.instant(),
                "praxis",
                "praxis-audit",
                "recovery-" + sequence,
                "praxis.audit",
                JournalDirectory.JOURNAL,
                Tier.T0,
                Phase.OUTCOME,
                Decision.MAINTENANCE,
                JsonObject.builder()
                        .put(
                                "sidecars",
                                JsonArray.of(
                                        sidecars.stream().map(Sidecar::toJson).toList()))
                        .build(),
                null,
                null,
                redactor.version());
    }

    static AuditTamperedException tampered(String what) {
        return new AuditTamperedException("the audit log refuses records: " + what
                + "; keep the files as they are, look into it with 'praxis audit verify', then move them away");
    }
}
