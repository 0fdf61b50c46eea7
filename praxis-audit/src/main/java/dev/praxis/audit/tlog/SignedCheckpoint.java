package dev.praxis.audit.tlog;

import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint and the note that says who signed it. Immutable.
 *
 * @param checkpoint what the log says; its signature was verified
 * @param note the note, with the signature of the log and the cosignatures that it has
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

    /** The name of the file in the directory of a log. */
    public static final String FILE = "checkpoint";

    /**
     * Verifies that a log signed a checkpoint.
     *
     * @param bytes the checkpoint as it was published
     * @param log the key of the log, whose name is its origin
     * @return the checkpoint
     * @throws EvidenceRefusedException if it is not one that this log signed
     */
    public static SignedCheckpoint parse(byte[] bytes, NoteVerifierKey log) {
        SignedNote note = Checkpoint.note(bytes);
        return new SignedCheckpoint(Checkpoint.verified(note, log), note);
    }

    /**
     * Reads a checkpoint from a file and verifies that a log signed it. Blocks on I/O.
     *
     * @param file the file; not a symbolic link
     * @param log the key of the log, whose name is its origin
     * @return the checkpoint; empty when there is no such file
     * @throws IOException if the file cannot be read
     * @throws EvidenceRefusedException if it is not one that this log signed
     */
    public static Optional<SignedCheckpoint> read(Path file, NoteVerifierKey log) throws IOException {
        byte @Nullable [] bytes = WholeFiles.read(file, SignedNote.MAX_BYTES + 1);
        return bytes == null ? Optional.empty() : Optional.of(parse(bytes, log));
    }
}
