package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;
import dev.praxis.signing.note.NoteSignature;
import dev.praxis.signing.note.NoteVerifier;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Gets the cosignatures of witnesses for the checkpoints of a log. Thread-safe; blocks on I/O and on the witnesses. */
public final class Cosigning {

    private static final int MOST_TRIES = 3;
    private static final int DOES_NOT_CONTINUE = 422;

    private final Path log;

    /**
     * Cosigning of a log.
     *
     * @param log the directory of the log, with the tiles that proofs are made of
     */
    public Cosigning(Path log) {
        this.log = log;
    }

    /**
     * Asks a witness to cosign a checkpoint. It is asked again with another proof when it remembers another checkpoint than was thought.
     *
     * @param checkpoint the checkpoint
     * @param witness the witness
     * @return the checkpoint with one cosignature more, which was verified
     * @throws IOException if the witness cannot be asked, or a tile cannot be read
     * @throws WitnessContradictsException if the log was cut, put back or rewritten, as the witness remembers it
     * @throws EvidenceRefusedException if the witness does not cosign it for another reason, or what it sent does not verify
     * @throws TreeDamagedException if a tile is missing
     */
    public SignedNote cosign(SignedCheckpoint checkpoint, Witness witness) throws IOException {
        long size = checkpoint.checkpoint().size();
        TileTree tree = new TileTree(log, size);
        long known = 0;
        for (int i = 0; i < MOST_TRIES; i++) {
            AddCheckpoint request =
                    new AddCheckpoint(known, tree.consistency(known).path(), checkpoint.note());
            WitnessAnswer answer = witness.add(request);
            if (answer instanceof WitnessAnswer.Cosigned cosigned) {
                return verified(checkpoint.note(), cosigned.signatures(), witness);
            }
            if (answer instanceof WitnessAnswer.Refused refused) {
                String why = "the witness " + witness.key().name() + " does not cosign the checkpoint of " + size
                        + " entries (" + refused.status() + "): " + refused.why();
                throw refused.status() == DOES_NOT_CONTINUE
                        ? new WitnessContradictsException(why)
                        : new EvidenceRefusedException(why);
            }
            known = answer instanceof WitnessAnswer.OtherSize other ? other.size() : known;
            if (known > size) {
                throw new WitnessContradictsException("the witness "
                        + witness.key().name() + " has cosigned " + known + " entries of this log, and it has " + size
                        + ": it was cut or put back to an earlier state");
            }
        }
        throw new IOException(
                "the witness " + witness.key().name() + " remembered another checkpoint each time; try again");
    }

    private static SignedNote verified(SignedNote note, List<NoteSignature> signatures, Witness witness) {
        for (NoteSignature each : signatures) {
            if (witness.key().isNamedBy(each)) {
                SignedNote cosigned = note.with(each);
                try {
                    new NoteVerifier(List.of(witness.key())).verify(cosigned);
                } catch (PraxisException e) {
                    throw new EvidenceRefusedException(
                            "the cosignature of " + witness.key().name() + " does not verify", e);
                }
                return cosigned;
            }
        }
        throw new EvidenceRefusedException("the witness " + witness.key().name() + " sent no cosignature of its key");
    }
}
