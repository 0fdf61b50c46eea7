package dev.praxis.audit.tlog;

import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A copy of the tree of a log with its entries, in a directory that any server of files can serve as C2SP tlog-tiles. Entries are
 * added in their order; each is held against the tree that was signed. The checkpoint comes last, so that one that is there has all
 * that it covers. Holds one bundle of entries in memory. Blocks on I/O; confined to one thread.
 */
public final class ServedTree {

    private final SignedCheckpoint checkpoint;
    private final Path target;
    private final TileFiles from;
    private final TileFiles to;
    private final TileCheck check;
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();

    /** How many entries at the beginning of the log are in no bundle: a bundle has all of its entries or is not there. */
    private long minimumIndex;

    /**
     * A copy of the tree that was signed.
     *
     * @param log the directory of the log
     * @param checkpoint its checkpoint
     * @param target the directory of the copy, which exists
     */
    public ServedTree(Path log, SignedCheckpoint checkpoint, Path target) {
        this.checkpoint = checkpoint;
        this.target = target;
        this.from = new TileFiles(log, new FileOperations());
        this.to = new TileFiles(target, new FileOperations());
        this.check = new TileCheck(log, size());
    }

    private long size() {
        return checkpoint.checkpoint().size();
    }

    /**
     * How many entries were added or left out.
     *
     * @return the number
     */
    public long added() {
        return check.size();
    }

    /**
     * The first entry that the copy has; those before it are represented by their hashes only.
     *
     * @return its index, at most the size of the tree
     */
    public long minimumIndex() {
        return minimumIndex;
    }

    /**
     * Leaves out the next entry, which is not there any more.
     *
     * @throws IOException if a tile cannot be read
     * @throws TreeDamagedException if its leaf is not there either
     */
    public void leaveOut() throws IOException {
        if (!check.addStored()) {
            throw new TreeDamagedException("the leaf of entry " + check.size() + " is missing; verify the log");
        }
        long bundles = (check.size() + Tile.FULL - 1) / Tile.FULL;
        minimumIndex = Math.min(size(), bundles * Tile.FULL);
    }

    /**
     * Adds the next entry.
     *
     * @param bytes an array that has the entry
     * @param start where it starts
     * @param end where it has ended; at most 65535 bytes later
     * @throws IOException if a file cannot be read or written
     * @throws TreeDamagedException if it is not the one that was signed, or the copy has another one
     */
    public void add(byte[] bytes, int start, int end) throws IOException {
        long index = check.size();
        if (!check.add(bytes, start, end)) {
            throw new TreeDamagedException("entry " + index + " is not the one that was signed; verify the log");
        }
        if (index < minimumIndex) {
            return;
        }
        int length = end - start;
        bundle.write(length >>> 8);
        bundle.write(length);
        bundle.write(bytes, start, length);
        if (check.size() % Tile.FULL == 0) {
            to.writeBundle(new Tile(0, index / Tile.FULL, Tile.FULL), bundle.toByteArray());
            bundle.reset();
        }
    }

    /**
     * Writes the rest: the last bundle, the tiles, and then the checkpoint.
     *
     * @throws IOException if a file cannot be read or written
     * @throws TreeDamagedException if the entries are not those that were signed, tiles are missing, or the copy has others
     */
    public void finish() throws IOException {
        boolean whole = check.size() == size()
                && check.root().equals(checkpoint.checkpoint().root());
        if (!whole || !check.different().isEmpty() || !check.unreadable().isEmpty()) {
            throw new TreeDamagedException(
                    "entries or tiles are not those that were signed, or are missing; verify the log");
        }
        if (bundle.size() > 0) {
            to.writeBundle(Tile.edge(0, size()), bundle.toByteArray());
        }
        for (int level = 0; level < Tile.LEVELS; level++) {
            long full = size() >>> (Tile.HEIGHT * (level + 1));
            for (long index = 0; index < full; index++) {
                copy(new Tile(level, index, Tile.FULL));
            }
            if (Tile.edgeWidth(level, size()) > 0) {
                copy(Tile.edge(level, size()));
            }
        }
        new WholeFiles(new FileOperations())
                .replace(
                        target.resolve(SignedCheckpoint.FILE), checkpoint.note().bytes());
    }

    private void copy(Tile tile) throws IOException {
        to.write(tile, from.read(tile));
    }
}
