package dev.praxis.audit.tlog;

import dev.praxis.signing.note.NoteSignature;
import java.util.List;

/** What a witness answers to {@link AddCheckpoint}; the statuses are those of C2SP tlog-witness. Immutable. */
public sealed interface WitnessAnswer {

    /**
     * It cosigned (200).
     *
     * @param signatures what it sent; not verified
     */
    record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {

        /** Copies the list. */
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * The last checkpoint that it cosigned has another size than the request said (409).
     *
     * @param size that size
     */
    record OtherSize(long size) implements WitnessAnswer {}

    /**
     * It does not cosign this.
     *
     * @param status 400 (the old size is larger), 403 (no good signature of the log), 404 (it does not know the log), 422 (the proof
     *     does not hold, or another root for the same size), or what else it said
     * @param why what that means, on one line
     */
    record Refused(int status, String why) implements WitnessAnswer {}
}
