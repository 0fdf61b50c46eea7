package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
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
        if (broken != null) {
            throw new AuditUnavailableException(
                    "the audit log refuses records since a failed write could not be undone; see to the disk and restart",
                    broken);
        }
        Head head = requireNotBehind(currentHead());
        try (FileChannel journal = directory.openJournal()) {
            Tail tail = Tail.read(journal, head);
            if (tail.ahead() != null) {
                disk.sync(journal); // only the process died: its last write may not be on disk yet
                head = acknowledge(head, tail.ahead(), durable);
            } else if (tail.tornBytes() > 0) {
                head = setAside(journal, head, durable);
            }
            SealedRecord record = RecordFormat.seal(body, head);
            write(journal, head, record);
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

    private void write(FileChannel journal, Head head, SealedRecord record) throws IOException {
        try {
            disk.write(journal, record.lineBytes(), head.length());
            disk.sync(journal);
        } catch (IOException e) {
            undo(journal, head, e);
            throw e;
        }
    }

    /** After a failed write nobody knows what is on disk: it must go, or nothing may follow it. */
    private void undo(FileChannel journal, Head head, IOException failure) {
        try {
            journal.truncate(head.length());
            disk.sync(journal);
        } catch (IOException e) {
            failure.addSuppressed(e);
            broken = failure;
        }
    }

    private Head acknowledge(Head head, SealedRecord record, List<AuditLine> durable) throws IOException {
        Head next = head.after(record);
        directory.replaceHead(next);
        seen = next;
        durable.add(record.toLine());
        return next;
    }

    /** Moves what a crash in the middle of a write left behind out of the journal, and records that. */
    private Head setAside(FileChannel journal, Head head, List<AuditLine> durable) throws IOException {
        byte[] torn = Tail.bytes(journal, head.length(), journal.size());
        String sidecar = directory.setAside(torn, head.sequence() + 1, UtcMicros.toEpochMicros(clock.instant()));
        journal.truncate(head.length());
        disk.sync(journal);
        SealedRecord record =
                RecordFormat.seal(RecordFormat.body(maintenance(head, torn.length, sidecar), redactor), head);
        write(journal, head, record);
        return acknowledge(head, record, durable);
    }

    private AuditEntry maintenance(Head head, int tornBytes, String sidecar) {
        return new AuditEntry(
                clock.instant(),
                "praxis",
                "praxis-audit",
                "recovery-" + (head.sequence() + 1),
                "praxis.audit",
                JournalDirectory.JOURNAL,
                Tier.T0,
                Phase.OUTCOME,
                Decision.MAINTENANCE,
                JsonObject.builder()
                        .put("tornBytes", tornBytes)
                        .put("sidecar", sidecar)
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
