package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;
import dev.praxis.signing.note.NoteVerifier;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log says of its tree at some moment (C2SP tlog-checkpoint). Immutable.
 *
 * @param origin the name of the log
 * @param size how many entries the tree has
 * @param root its root
 * @param extensions further lines; praxis writes none, and says nothing about those of others
 */
public record Checkpoint(String origin, long size, TreeHash root, List<String> extensions) {

    /**
     * Copies the list.
     *
     * @throws EvidenceRefusedException if no checkpoint can say this
     */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        List<String> lines = new ArrayList<>(extensions);
        lines.add(origin);
        if (lines.stream().anyMatch(line -> line.isEmpty() || line.chars().anyMatch(c -> c < ' '))) {
            throw new EvidenceRefusedException(
                    "a line of a checkpoint is empty or has a control character; it is not one that a log wrote");
        }
        if (size < 0) {
            throw new EvidenceRefusedException("a checkpoint cannot be of " + size + " entries");
        }
        if (size == 0 && !root.equals(TreeHash.OF_EMPTY_TREE)) {
            throw new EvidenceRefusedException(
                    "a checkpoint of no entries has another root than that of the empty tree, the SHA-256 of nothing");
        }
    }

    /**
     * A checkpoint without extensions.
     *
     * @param origin the name of the log
     * @param size how many entries the tree has
     * @param root its root
     * @throws EvidenceRefusedException if no checkpoint can say this
     */
    public Checkpoint(String origin, long size, TreeHash root) {
        this(origin, size, root, List.of());
    }

    /**
     * Reads the text of a checkpoint. Who signed it is not looked at.
     *
     * @param text the text of the note, with its last newline
     * @return what it says
     * @throws EvidenceRefusedException if it is not exactly what a log writes
     */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new EvidenceRefusedException("the text of a checkpoint ends without a newline; get it whole");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < 3) {
            throw new EvidenceRefusedException(
                    "a checkpoint has at least three lines (origin, size, root), and this has " + lines.length);
        }
        return new Checkpoint(
                lines[0],
                StrictText.decimal(lines[1], "the size of the checkpoint"),
                TreeHash.parse(lines[2]),
                List.of(lines).subList(3, lines.length));
    }

    /**
     * Verifies that a log signed a checkpoint, and reads it.
     *
     * @param note the checkpoint as it was published
     * @param log the key of the log, whose name is its origin
     * @return what the log says
     * @throws EvidenceRefusedException if that log did not sign it, if it is not a checkpoint, or of another log
     */
    public static Checkpoint verified(SignedNote note, NoteVerifierKey log) {
        String text;
        try {
            text = new NoteVerifier(List.of(log)).verify(note).text();
        } catch (PraxisException e) {
            throw new EvidenceRefusedException("the checkpoint is not signed by the log: " + e.getMessage(), e);
        }
        Checkpoint checkpoint = parse(text);
        if (!checkpoint.origin().equals(log.name())) {
            throw new EvidenceRefusedException("the checkpoint is of the log " + checkpoint.origin()
                    + ", and the key is that of the log " + log.name());
        }
        return checkpoint;
    }

    /**
     * Reads a note that should be a checkpoint. Nothing is verified.
     *
     * @param bytes the note
     * @return the note
     * @throws EvidenceRefusedException if it is no signed note
     */
    static SignedNote note(byte[] bytes) {
        try {
            return SignedNote.parse(bytes);
        } catch (PraxisException e) {
            throw new EvidenceRefusedException("the checkpoint is not a signed note: " + e.getMessage(), e);
        }
    }

    /**
     * The text that is signed.
     *
     * @return its lines, each with a newline
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n');
        text.append(root.base64()).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
