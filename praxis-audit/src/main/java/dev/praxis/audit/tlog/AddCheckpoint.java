package dev.praxis.audit.tlog;

import dev.praxis.signing.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a witness is asked (C2SP tlog-witness, add-checkpoint): to cosign a checkpoint that continues the last one it cosigned.
 * Immutable.
 *
 * @param olderSize how many entries that had
 * @param proof the hashes of the consistency proof
 * @param checkpoint the checkpoint, with the signature of its log
 */
public record AddCheckpoint(long olderSize, List<TreeHash> proof, SignedNote checkpoint) {

    private static final String OLD = "old ";
    private static final int LONGEST_PROOF = 63;

    /**
     * Copies the proof.
     *
     * @throws EvidenceRefusedException if the size is negative or there are more than 63 hashes
     */
    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (olderSize < 0 || proof.size() > LONGEST_PROOF) {
            throw new EvidenceRefusedException(
                    "a witness is asked with a size and at most " + LONGEST_PROOF + " hashes");
        }
    }

    /**
     * Reads the body of a request.
     *
     * @param body the body
     * @return the request; nothing is verified
     * @throws EvidenceRefusedException if it has another form
     */
    public static AddCheckpoint parse(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        if (end < 0 || !text.startsWith(OLD)) {
            throw new EvidenceRefusedException(
                    "a witness is asked with an old size, a proof, an empty line and a checkpoint");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        List<TreeHash> proof = new ArrayList<>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            proof.add(TreeHash.parse(line));
        }
        return new AddCheckpoint(
                StrictText.decimal(lines[0].substring(OLD.length()), "the old size"),
                proof,
                Checkpoint.note(text.substring(end + 2).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The body of the request.
     *
     * @return UTF-8
     */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(OLD).append(olderSize).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }
}
