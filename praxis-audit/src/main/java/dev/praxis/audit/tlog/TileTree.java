package dev.praxis.audit.tlog;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.FileOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of some size, read from the tiles of a log: its root and its proofs. Nothing that it says is checked against a
 * signature; whoever uses a proof checks it with the root of a checkpoint. Reads a few files of 8 KiB for a proof, however
 * long the log. Blocks on I/O; confined to one thread.
 */
public final class TileTree {

    private static final int KEPT_TILES = 32;

    private final TreeHasher hasher = new TreeHasher();
    private final TileFiles files;
    private final long size;

    /** The tiles that were used last. */
    private final Map<Tile, byte[]> tiles = new LinkedHashMap<>(KEPT_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
            return size() > KEPT_TILES;
        }
    };

    /**
     * The tree of the first entries of a log.
     *
     * @param log the directory of the log, in which {@code tile} is
     * @param size how many entries
     * @throws InvalidArgumentException if the size is negative or 2<sup>56</sup> or more
     */
    public TileTree(Path log, long size) {
        this(new TileFiles(log, new FileOperations()), size);
    }

    TileTree(TileFiles files, long size) {
        if (size < 0 || size > Tile.LARGEST_TREE) {
            throw new InvalidArgumentException("a tree has 0 to " + Tile.LARGEST_TREE + " leaves, and not " + size);
        }
        this.files = files;
        this.size = size;
    }

    /**
     * The root.
     *
     * @return the root that the tiles make
     * @throws IOException if a tile cannot be read
     * @throws TreeDamagedException if a tile is missing or has the wrong length
     */
    public TreeHash root() throws IOException {
        return range().root();
    }

    /** What is needed to append to the tree. */
    CompactRange range() throws IOException {
        CompactRange range = new CompactRange(hasher);
        for (int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(size); level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                range.appendSubtree(level, subtree(level, (size >>> level) - 1));
            }
        }
        return range;
    }

    /** The hashes of the tile at the right edge of a level; none where there is no such tile. */
    List<TreeHash> edge(int level) throws IOException {
        List<TreeHash> hashes = new ArrayList<>();
        if (Tile.edgeWidth(level, size) > 0) {
            byte[] bytes = files.read(Tile.edge(level, size));
            for (int at = 0; at < bytes.length; at += TreeHash.BYTES) {
                hashes.add(TreeHash.copyOf(bytes, at));
            }
        }
        return hashes;
    }

    /**
     * The hash of a leaf.
     *
     * @param index which, from 0
     * @return its hash
     * @throws IOException if the tile cannot be read
     * @throws TreeDamagedException if the tile is missing or has the wrong length
     * @throws InvalidArgumentException if there is no such leaf
     */
    public TreeHash leaf(long index) throws IOException {
        requireLeaf(index);
        return subtree(0, index);
    }

    /**
     * The proof that an entry is in the tree (RFC 9162, section 2.1.3.1).
     *
     * @param index which entry, from 0
     * @return the proof
     * @throws IOException if a tile cannot be read
     * @throws TreeDamagedException if a tile is missing or has the wrong length
     * @throws InvalidArgumentException if there is no such entry
     */
    public InclusionProof inclusion(long index) throws IOException {
        requireLeaf(index);
        List<TreeHash> path = new ArrayList<>();
        addPath(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * The proof that the tree begins with an older one (RFC 9162, section 2.1.4.1).
     *
     * @param olderSize how many leaves that has
     * @return the proof
     * @throws IOException if a tile cannot be read
     * @throws TreeDamagedException if a tile is missing or has the wrong length
     * @throws InvalidArgumentException if the older tree is larger
     */
    public ConsistencyProof consistency(long olderSize) throws IOException {
        if (olderSize < 0 || olderSize > size) {
            throw new InvalidArgumentException(
                    "a tree of " + size + " leaves cannot begin with one of " + olderSize + " leaves");
        }
        List<TreeHash> path = new ArrayList<>();
        if (olderSize > 0 && olderSize < size) {
            addSubproof(olderSize, 0, size, true, path);
        }
        return new ConsistencyProof(olderSize, size, path);
    }

    private void requireLeaf(long index) {
        if (index < 0 || index >= size) {
            throw new InvalidArgumentException("a tree of " + size + " leaves has no leaf " + index);
        }
    }

    private void addPath(long index, long from, long to, List<TreeHash> path) throws IOException {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            addPath(index, from, middle, path);
            path.add(range(middle, to));
        } else {
            addPath(index, middle, to, path);
            path.add(range(from, middle));
        }
    }

    private void addSubproof(long olderTo, long from, long to, boolean whole, List<TreeHash> path) throws IOException {
        if (olderTo == to) {
            if (!whole) {
                path.add(range(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (olderTo <= middle) {
            addSubproof(olderTo, from, middle, whole, path);
            path.add(range(middle, to));
        } else {
            addSubproof(olderTo, middle, to, false, path);
            path.add(range(from, middle));
        }
    }

    /** The hash of a part of the leaves, which starts where the algorithms of RFC 6962 split. */
    private TreeHash range(long from, long to) throws IOException {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return subtree(level, from >>> level);
        }
        long middle = from + split(width);
        return hasher.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two below. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    /** The root of a complete subtree. */
    private TreeHash subtree(int level, long index) throws IOException {
        int tileLevel = level / Tile.HEIGHT;
        int height = level % Tile.HEIGHT;
        long first = index << height;
        byte[] tile = tile(tileLevel, first / Tile.FULL);
        return top(tile, (int) (first % Tile.FULL), 1 << height);
    }

    private TreeHash top(byte[] tile, int first, int count) {
        if (count == 1) {
            return TreeHash.copyOf(tile, first * TreeHash.BYTES);
        }
        int half = count / 2;
        return hasher.node(top(tile, first, half), top(tile, first + half, half));
    }

    private byte[] tile(int level, long index) throws IOException {
        Tile tile = tile(level, index, size);
        byte[] hashes = tiles.get(tile);
        if (hashes == null) {
            hashes = files.read(tile);
            tiles.put(tile, hashes);
        }
        return hashes;
    }

    private static Tile tile(int level, long index, long size) {
        boolean full = index < size >>> (Tile.HEIGHT * (level + 1));
        return new Tile(level, index, full ? Tile.FULL : Tile.edgeWidth(level, size));
    }

    /** The tile that has a hash of a level of tiles. */
    Tile tileOf(int tileLevel, long index) {
        return tile(tileLevel, index / Tile.FULL, size);
    }

    /** A hash as a tile has it. */
    TreeHash hash(int tileLevel, long index) throws IOException {
        return TreeHash.copyOf(tile(tileLevel, index / Tile.FULL), (int) (index % Tile.FULL) * TreeHash.BYTES);
    }
}
