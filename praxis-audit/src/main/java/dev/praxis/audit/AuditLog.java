package dev.praxis.audit;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;

/** Where the gate records what it does. Thread-safe. */
public interface AuditLog extends AutoCloseable {

    /**
     * Redacts, chains and writes a record. Blocks until the record is on disk, survives a power loss included.
     *
     * @param entry what happened
     * @return the finished record
     * @throws AuditBusyException if another process held the log for longer than the wait allowed; nothing was written
     * @throws AuditUnavailableException if the record could not be made durable
     */
    AuditLine append(AuditEntry entry);

    /** Releases what the log holds. */
    @Override
    void close();
}
