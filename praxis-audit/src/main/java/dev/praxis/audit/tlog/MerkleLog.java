package dev.praxis.audit.tlog;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a log and its signed head, in the directory of the log: {@code tile/…} (C2SP tlog-tiles) and {@code checkpoint}
 * (C2SP tlog-checkpoint). It signs nothing that does not continue what it signed before.
 *
 * <p>Appending is arithmetic in memory, O(1) on average; {@link #checkpoint()} writes the tiles that are new, then the
 * checkpoint. What was appended and is behind the last checkpoint is forgotten when the process ends: whoever opens the log
 * again appends the entries from {@link #size()} on once more, from where they are kept. The entries must be durable before
 * they are appended here, so that a checkpoint never names what a power loss takes away.
 *
 * <p>Confined to one thread, and one such object for a directory at a time; the caller sees to both.
 */
public final class MerkleLog {

    private final Path log;
    private final WholeFiles files;
    private final NoteSigner signer;
    private final TiledTree tree;
    private SignedCheckpoint last;

    /** What may be in the file of the checkpoint: one, or two as long as it is not known whether it was replaced. */
    private List<byte[]> left;

    private MerkleLog(Path log, WholeFiles files, NoteSigner signer, TiledTree tree, SignedCheckpoint last) {
        this.log = log;
        this.files = files;
        this.signer = signer;
        this.tree = tree;
        this.last = last;
        this.left = List.of(last.note().bytes());
    }

    /**
     * Opens the tree of a log as of its last checkpoint. Where there is neither tree nor checkpoint, a new log begins with a
     * checkpoint of no entries, so that a later one without any is known to have lost it. Blocks on I/O.
     *
     * @param log the directory of the log, which exists
     * @param signer the key of the log; its name is the origin
     * @return the tree
     * @throws IOException if a file cannot be read or written
     * @throws TreeDamagedException if tiles or checkpoint are missing, or are not those that this key signed; nothing was
     *     written
     */
    public static MerkleLog open(Path log, NoteSigner signer) throws IOException {
        return open(log, signer, new FileOperations());
    }

    static MerkleLog open(Path log, NoteSigner signer, FileOperations system) throws IOException {
        WholeFiles files = new WholeFiles(system);
        Optional<SignedCheckpoint> found = lastCheckpoint(log, signer);
        if (found.isEmpty() && new TileFiles(log, system).exist()) {
            throw new TreeDamagedException("the log in " + log + " has tiles and no checkpoint: it was removed");
        }
        SignedCheckpoint last;
        if (found.isPresent()) {
            last = found.get();
        } else {
            last = signed(signer, 0, TreeHash.OF_EMPTY_TREE);
            files.replace(log.resolve(SignedCheckpoint.FILE), last.note().bytes());
        }
        TiledTree tree = TiledTree.open(log, last.checkpoint().size(), system);
        if (!tree.root().equals(last.checkpoint().root())) {
            throw new TreeDamagedException(
                    "the tiles of the log in " + log + " do not have the root that its checkpoint of "
                            + last.checkpoint().size()
                            + " entries names: they were changed, or the checkpoint is another one's");
        }
        return new MerkleLog(log, files, signer, tree, last);
    }

    private static Optional<SignedCheckpoint> lastCheckpoint(Path log, NoteSigner signer) throws IOException {
        try {
            return SignedCheckpoint.read(log.resolve(SignedCheckpoint.FILE), signer.verifierKey());
        } catch (EvidenceRefusedException e) {
            throw new TreeDamagedException("the checkpoint of the log in " + log + " is refused: " + e.getMessage());
        }
    }

    /**
     * How many entries the tree has, those included that no checkpoint covers yet.
     *
     * @return the number
     */
    public long size() {
        return tree.size();
    }

    /**
     * The last checkpoint.
     *
     * @return what was signed last
     */
    public SignedCheckpoint last() {
        return last;
    }

    /**
     * Appends an entry to the tree in memory.
     *
     * @param entry the entry: for an audit log the line without its line feed
     */
    public void append(byte[] entry) {
        tree.append(entry);
    }

    /**
     * Writes the tiles and signs the tree as it is now. When this returns, both survive a power loss; when it fails, it can
     * be called again, and the last checkpoint is still there. Blocks on I/O; the cost does not depend on the length of the
     * log.
     *
     * @return the new checkpoint; the last one if nothing was appended since
     * @throws IOException if a file could not be written
     * @throws TreeDamagedException if the tiles on disk do not continue the last checkpoint; nothing was signed
     */
    public SignedCheckpoint checkpoint() throws IOException {
        Checkpoint before = last.checkpoint();
        if (tree.size() == before.size()) {
            return last;
        }
        TileTree stored = tree.write();
        TreeHash root = tree.root();
        if (!stored.consistency(before.size()).proves(before.root(), root)) {
            throw new TreeDamagedException("nothing is signed, since the tiles in " + log
                    + " do not continue the checkpoint of " + before.size() + " entries");
        }
        SignedCheckpoint next = signed(signer, tree.size(), root);
        replace(next.note());
        last = next;
        return next;
    }

    /**
     * Puts the last checkpoint with more signatures, those of witnesses, in its place. Blocks on I/O.
     *
     * @param note the last checkpoint with cosignatures
     * @throws IOException if it could not be written
     * @throws InvalidArgumentException if it has another text than the last checkpoint, or lacks the signature of the log
     */
    public void publish(SignedNote note) throws IOException {
        boolean same = note.unverifiedText().equals(last.note().unverifiedText());
        if (!same || !note.signatures().containsAll(last.note().signatures())) {
            throw new InvalidArgumentException(
                    "this is not the last checkpoint with more signatures; ask the witnesses about the last one");
        }
        replace(note);
        last = new SignedCheckpoint(last.checkpoint(), note);
    }

    /** When it fails the old one may be there, or the new one whose name is not on disk for sure. */
    private void replace(SignedNote note) throws IOException {
        left = Stream.concat(left.stream(), Stream.of(note.bytes())).toList();
        files.replace(log.resolve(SignedCheckpoint.FILE), note.bytes());
        left = List.of(note.bytes());
    }

    /**
     * Whether the file of the checkpoint holds what this object left there. To be asked before it is replaced.
     *
     * @param present what it holds; null if it is not there
     * @return false if somebody else changed it
     */
    public boolean isAsLeft(byte @Nullable [] present) {
        boolean own = left.stream().anyMatch(each -> Arrays.equals(each, present));
        if (own && present != null) {
            left = List.of(present.clone());
        }
        return own;
    }

    private static SignedCheckpoint signed(NoteSigner signer, long size, TreeHash root) {
        Checkpoint checkpoint = new Checkpoint(signer.verifierKey().name(), size, root);
        return new SignedCheckpoint(checkpoint, SignedNote.sign(checkpoint.text(), List.of(signer)));
    }
}
