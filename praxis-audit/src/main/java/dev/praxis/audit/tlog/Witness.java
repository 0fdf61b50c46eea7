package dev.praxis.audit.tlog;

import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;

/**
 * Somebody who remembers the last checkpoint of a log and cosigns only what continues it (C2SP tlog-witness), so that a log cannot be
 * cut, rewritten or shown differently to different people without its help. Thread-safe; calls block.
 */
public interface Witness {

    /**
     * What its cosignatures are verified with.
     *
     * @return a key of type cosignature/v1
     */
    NoteVerifierKey key();

    /**
     * Asks for a cosignature.
     *
     * @param request what is asked
     * @return what it answered
     * @throws IOException if it cannot be reached, or cannot remember; it may have cosigned all the same
     */
    WitnessAnswer add(AddCheckpoint request) throws IOException;
}
