package dev.praxis.audit;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * An audit log for a program that writes few records and shares the log with others: it opens the {@linkplain AuditJournal
 * journal} for each record and closes it again, so that it holds the lock for a moment only. The first record makes the
 * directory. Where a process keeps the log open and lets others append through it ({@link JournalSocket}), the record is handed to
 * that one, unless the {@linkplain JournalOptions#forwarding() options} say otherwise. Thread-safe.
 *
 * <p>The sinks are opened and closed with the journal, as they must be: each has one writer at a time, and the lock of the journal is what
 * makes sure of that between processes. A program that writes often keeps a journal open.
 */
public final class OnDemandAuditLog implements AuditLog {

    private final Path directory;
    private final Redactor redactor;
    private final InstantSource clock;
    private final JournalOptions options;

    /**
     * Creates a log; touches nothing.
     *
     * @param directory where the files are, or will be
     * @param redactor what finds secrets
     * @param clock where the times of records about the log itself come from
     * @param options how the journal works; its sinks are opened and closed with it
     */
    public OnDemandAuditLog(Path directory, Redactor redactor, InstantSource clock, JournalOptions options) {
        this.directory = directory;
        this.redactor = redactor;
        this.clock = clock;
        this.options = options;
    }

    /**
     * {@inheritDoc}
     *
     * @throws AuditTamperedException if the files are not as praxis left them; nothing was written
     */
    @Override
    public AuditLine append(AuditEntry entry) {
        if (!options.forwarding()) {
            return appendAlone(entry);
        }
        UnsealedRecord record = new RecordBody(redactor).of(entry);
        try {
            return JournalSocket.forward(directory, record);
        } catch (JournalSocket.NoListenerException e) {
            return appendAlone(entry);
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the process that holds the audit log in " + directory + " did not answer (" + e
                            + "), so it is not known whether the record is there; what it tells of must not happen",
                    e);
        }
    }

    private AuditLine appendAlone(AuditEntry entry) {
        try (AuditJournal journal = AuditJournal.open(directory, redactor, clock, options)) {
            return journal.append(entry);
        }
    }

    /** Does nothing: nothing is held. */
    @Override
    public void close() {
        // see above
    }
}
