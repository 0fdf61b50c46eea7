package dev.praxis.audit.tlog;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The proof that one entry is in a log (C2SP tlog-proof, with the entry as its extra data, so that nothing else is needed but the key
 * of the log). Immutable, thread-safe.
 */
public final class Receipt {

    /** The most bytes that a receipt may have. */
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + (1 << 18);

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int LONGEST_PATH = 63;

    private final byte[] entry;
    private final long index;
    private final List<TreeHash> path;
    private final SignedNote checkpoint;

    private Receipt(byte[] entry, long index, List<TreeHash> path, SignedNote checkpoint) {
        this.entry = entry;
        this.index = index;
        this.path = List.copyOf(path);
        this.checkpoint = checkpoint;
    }

    /**
     * Makes the receipt of an entry. Blocks on I/O.
     *
     * @param entry the entry
     * @param index its place, from 0
     * @param tree the tree as of the checkpoint
     * @param checkpoint the checkpoint
     * @return the receipt; it proves what it says
     * @throws IOException if a tile cannot be read
     * @throws TreeDamagedException if a tile is missing, or the entry is not the one that was signed
     * @throws InvalidArgumentException if the tree has no such entry
     */
    public static Receipt of(byte[] entry, long index, TileTree tree, SignedCheckpoint checkpoint) throws IOException {
        InclusionProof proof = tree.inclusion(index);
        if (!proof.proves(new TreeHasher().leaf(entry), checkpoint.checkpoint().root())) {
            throw new TreeDamagedException(
                    "entry " + index + " is not the one that was signed, or its tiles were changed; verify the log");
        }
        return new Receipt(entry.clone(), index, proof.path(), checkpoint.note());
    }

    /**
     * Reads a receipt. Nothing is verified yet.
     *
     * @param bytes the receipt, all of it
     * @return the receipt
     * @throws EvidenceRefusedException if it is none, or has no entry with it
     */
    public static Receipt parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        if (bytes.length > MAX_BYTES || end < 0 || !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new EvidenceRefusedException(
                    "not a receipt: it has a head, an empty line and a checkpoint, in UTF-8");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        if (lines.length < 3
                || !lines[0].equals(HEADER)
                || !lines[1].startsWith(EXTRA)
                || !lines[2].startsWith(INDEX)
                || lines.length > 3 + LONGEST_PATH) {
            throw new EvidenceRefusedException("not a receipt of praxis: it begins with the lines '" + HEADER
                    + "', 'extra' with the record, 'index', and at most " + LONGEST_PATH + " hashes");
        }
        List<TreeHash> path = new ArrayList<>();
        for (String line : List.of(lines).subList(3, lines.length)) {
            path.add(TreeHash.parse(line));
        }
        return new Receipt(
                entry(lines[1].substring(EXTRA.length())),
                StrictText.decimal(lines[2].substring(INDEX.length()), "the index of the receipt"),
                path,
                Checkpoint.note(text.substring(end + 2).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] entry(String base64) {
        try {
            return StrictBase64.decode("the record of the receipt", base64);
        } catch (SigningFormatException e) {
            throw new EvidenceRefusedException("the receipt is refused: " + e.getMessage(), e);
        }
    }

    /**
     * Verifies that a log has the entry at that place.
     *
     * @param log the key of the log, whose name is its origin
     * @return the checkpoint that it was verified with
     * @throws EvidenceRefusedException if the log did not sign the checkpoint, or the entry is not in its tree there
     */
    public Checkpoint verify(NoteVerifierKey log) {
        Checkpoint signed = Checkpoint.verified(checkpoint, log);
        if (index >= signed.size()
                || !new InclusionProof(index, signed.size(), path)
                        .proves(new TreeHasher().leaf(entry), signed.root())) {
            throw new EvidenceRefusedException("the receipt does not prove that its record is entry " + index
                    + " of the " + signed.size() + " that were signed: record, index or proof were changed");
        }
        return signed;
    }

    /**
     * The entry. Means something only when the receipt was verified.
     *
     * @return a copy
     */
    public byte[] entry() {
        return entry.clone();
    }

    /**
     * The place of the entry. Means something only when the receipt was verified.
     *
     * @return its index, from 0
     */
    public long index() {
        return index;
    }

    /**
     * The checkpoint, with the cosignatures that it had.
     *
     * @return the note; not verified
     */
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /**
     * The receipt as it is stored and sent; files of it end in {@code .tlog-proof}.
     *
     * @return UTF-8, which {@link #parse} reads again
     */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(EXTRA).append(StrictBase64.encode(entry)).append('\n');
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }
}
