package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TrustPolicy;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks an audit log from its files and the public key of the log alone: the form, hash, chain and sequence of every record, the
 * signature of the checkpoint, the root of the tree, and the tiles. Thread-safe; blocks on I/O.
 *
 * <p>It takes no lock and may run while records are appended. Each segment is read once, in constant memory: one block of it, the
 * right edge of the tree, the intents that are open, and the first {@value VerificationReport#MAX_FINDINGS} findings. It changes
 * nothing, so it refuses evidence that others than its owner may read or write.
 *
 * <p>What is behind the last checkpoint is covered by the chain only: of a log whose process was killed, records at the end can be
 * cut without a trace. Whoever has the key of the log can sign another one. Whoever can write the files can put all of them back to
 * an earlier state. All three are found with an {@link Anchor} that was kept elsewhere.
 */
public final class AuditVerifier {

    private AuditVerifier() {}

    /**
     * Verifies an audit log with the key that the log itself names. This finds what was damaged, and what was changed by somebody
     * who could not write {@code log.json}.
     *
     * @param directory where the files are
     * @return what was seen; a directory without a log gives a report with no records and no findings
     * @throws AuditUnavailableException if a file cannot be read, or must not be since it or the directory is open to others, or if
     *     the log names no key
     */
    public static VerificationReport verify(Path directory) {
        return isAbsent(directory) ? VerificationReport.OF_NOTHING : verify(directory, keyOf(directory), List.of());
    }

    /** Nothing is there, or a log that is being made: it has a checkpoint of no records before it has anything else. */
    private static boolean isAbsent(Path directory) {
        try {
            boolean none = !Files.exists(directory.resolve(SignedCheckpoint.FILE))
                    && Beginning.remains(directory).isEmpty();
            return none || Beginning.in(directory).isPresent();
        } catch (IOException e) {
            throw AuditReader.unreadable(directory, e);
        }
    }

    /**
     * Verifies an audit log.
     *
     * @param directory where the files are
     * @param key the key of the log
     * @param anchors what others remember of the log
     * @return what was seen
     * @throws AuditUnavailableException if a file cannot be read, or must not be since it or the directory is open to others
     */
    public static VerificationReport verify(Path directory, NoteVerifierKey key, List<Anchor> anchors) {
        return verify(directory, key, anchors, null);
    }

    /**
     * Verifies an audit log, and that its checkpoint carries the cosignatures that a policy asks for. Nobody is asked for them.
     *
     * @param directory where the files are
     * @param key the key of the log
     * @param anchors what others remember of the log
     * @param policy whose cosignatures the checkpoint needs; null if nobody's
     * @return what was seen
     * @throws AuditUnavailableException if a file cannot be read, or must not be since it or the directory is open to others
     */
    public static VerificationReport verify(
            Path directory, NoteVerifierKey key, List<Anchor> anchors, @Nullable TrustPolicy policy) {
        try {
            LogOwner.of(directory).requireDescriptionAndTree();
            return new LogCheck(directory, key, LogFiles.read(directory, key), anchors, policy).run();
        } catch (IOException e) {
            throw AuditReader.unreadable(directory, e);
        }
    }

    /**
     * The key that a log names as its own.
     *
     * @param directory where the files are
     * @return the key
     * @throws AuditUnavailableException if the log names none, or the file cannot be read
     */
    public static NoteVerifierKey keyOf(Path directory) {
        Path file = directory.resolve(LogIdentity.FILE);
        try {
            OwnerOnly.FILE.require(file);
            return LogIdentity.read(directory)
                    .orElseThrow(() -> new AuditUnavailableException(
                            file + " is missing, so the key of the log is not known; give the key", null))
                    .key();
        } catch (AuditUnavailableException e) {
            throw e;
        } catch (IOException | PraxisException e) {
            throw new AuditUnavailableException(
                    file + " cannot be read (" + e.getMessage() + "), so the key of the log is not known; give the key",
                    e);
        }
    }
}
