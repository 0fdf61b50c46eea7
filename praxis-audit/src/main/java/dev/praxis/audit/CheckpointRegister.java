package dev.praxis.audit;

import dev.praxis.audit.tlog.Checkpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * Remembers, at a place that is not copied or restored with the log, how far the log was signed. A log that was put back from a
 * backup, or of which two copies are written to, is behind the register or beside it, and is refused.
 *
 * <ul>
 *   <li>REGISTER-CAS-1: {@link #replace} compares and replaces in one step, over all processes and machines that use the register.
 *   <li>REGISTER-DURABLE-1: when it returns true, the new checkpoint survives a power loss.
 * </ul>
 *
 * <p>One thread at a time calls it, the writer thread of a journal. Both methods may block on I/O.
 */
public interface CheckpointRegister {

    /**
     * What is remembered of a log.
     *
     * @param origin the name of the log
     * @return its checkpoint; empty if the log is not known
     * @throws IOException if the register cannot be read
     */
    Optional<Checkpoint> read(String origin) throws IOException;

    /**
     * Remembers a checkpoint in place of another, if that is still the one that is remembered.
     *
     * @param expected what was read or written last; empty if nothing was
     * @param next the new one, of the same origin
     * @return false if another one is remembered; nothing was changed
     * @throws IOException if it is not known whether it is remembered
     */
    boolean replace(Optional<Checkpoint> expected, Checkpoint next) throws IOException;
}
