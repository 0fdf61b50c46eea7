package dev.praxis.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a log is, as far as a journal that opens it would see: it is no verification of each record ({@link AuditVerifier}). Immutable.
 *
 * @param origin the name of the log
 * @param segments how many segments there are
 * @param bytes how long they are together
 * @param pruned the sequence of the last record that was pruned; 0 if none was
 * @param sequence the sequence of the last record; that of the last pruned one if there is none behind it
 * @param signed how many records the checkpoint covers
 * @param cosigners who cosigned the checkpoint, as it says; the cosignatures were not verified
 * @param usableBytes how much space is left on the disk of the log
 * @param reserved whether there is a reserve file, which is given up when the disk is full
 * @param served whether a process takes the records of others ({@link JournalSocket})
 * @param state what a journal could do that was opened now: the checks of an opening were made, but for the lock and the witnesses
 * @param trouble why it could not take records, or null if nothing was found that keeps it from that
 */
public record LogStatus(
        String origin,
        int segments,
        long bytes,
        long pruned,
        long sequence,
        long signed,
        List<String> cosigners,
        long usableBytes,
        boolean reserved,
        boolean served,
        JournalState state,
        @Nullable String trouble) {

    /** Makes the list immutable. */
    public LogStatus {
        cosigners = List.copyOf(cosigners);
    }

    /**
     * Looks at a log. Changes nothing and takes no lock, so it can run while records are appended. Blocks on I/O.
     *
     * @param directory where the files are
     * @param options how the log is kept: its key, its register, and when the space is low
     * @return how it is
     * @throws AuditUnavailableException if a file cannot be read, or must not be since it or the directory is open to others, or if
     *     the log does not say which one it is
     */
    public static LogStatus of(Path directory, JournalOptions options) {
        try {
            OwnerOnly.DIRECTORY.require(directory);
            return LogGlance.at(directory).status(options);
        } catch (IOException e) {
            throw AuditReader.unreadable(directory, e);
        }
    }
}
