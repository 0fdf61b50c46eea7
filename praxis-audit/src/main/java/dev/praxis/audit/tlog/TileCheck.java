package dev.praxis.audit.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the tree of entries that are read one after another, and compares it with the tiles of the tree that was signed. Constant
 * memory. Blocks on I/O; confined to one thread.
 */
public final class TileCheck {

    private static final int MOST_TILES = 100;

    private final TreeHasher hasher = new TreeHasher();
    private final CompactRange range = new CompactRange(hasher);
    private final Path log;
    private final TileTree stored;
    private final long signedSize;
    private final Set<Tile> unreadable = new LinkedHashSet<>();
    private final Set<String> different = new LinkedHashSet<>();
    private final Set<String> cut = new LinkedHashSet<>();

    /**
     * Compares with the tree of a log.
     *
     * @param log the directory of the log
     * @param signedSize how many entries the tree has that was signed; 0 if there is none to compare with
     * @throws dev.praxis.api.InvalidArgumentException if no tree can have that many
     */
    public TileCheck(Path log, long signedSize) {
        this.log = log;
        this.stored = new TileTree(log, signedSize);
        this.signedSize = signedSize;
    }

    /**
     * How many entries there were.
     *
     * @return the number
     */
    public long size() {
        return range.size();
    }

    /**
     * The root of the tree of the entries that there were.
     *
     * @return the root
     */
    public TreeHash root() {
        return range.root();
    }

    /**
     * Adds an entry.
     *
     * @param bytes an array that has the entry
     * @param from where it starts
     * @param to where it has ended
     * @return false if the tile on disk has another leaf there; true also where there is none to compare with
     * @throws IOException if a tile cannot be read
     */
    public boolean add(byte[] bytes, int from, int to) throws IOException {
        TreeHash leaf = hasher.leaf(bytes, from, to);
        Optional<TreeHash> expected = stored(0, range.size());
        add(leaf);
        return expected.isEmpty() || expected.get().equals(leaf);
    }

    /**
     * Adds an entry that is not there any more, or not as it was, by the leaf that the tile has.
     *
     * @return false if no tile has it; nothing was added
     * @throws IOException if a tile cannot be read
     */
    public boolean addStored() throws IOException {
        Optional<TreeHash> leaf = stored(0, range.size());
        if (leaf.isPresent()) {
            add(leaf.get());
        }
        return leaf.isPresent();
    }

    private void add(TreeHash leaf) throws IOException {
        long index = range.size();
        if ((index + 1) % Tile.FULL != 0) {
            range.append(leaf); // no tile becomes full
            return;
        }
        Map<Integer, TreeHash> upper = new LinkedHashMap<>();
        range.append(leaf, (level, hash) -> {
            if (level > 0 && level % Tile.HEIGHT == 0) {
                upper.put(level, hash);
            }
        });
        for (Map.Entry<Integer, TreeHash> each : upper.entrySet()) {
            int tileLevel = each.getKey() / Tile.HEIGHT;
            long node = index >>> each.getKey();
            Optional<TreeHash> expected = stored(tileLevel, node);
            if (expected.isPresent() && !expected.get().equals(each.getValue()) && different.size() < MOST_TILES) {
                different.add(stored.tileOf(tileLevel, node).path());
            }
        }
    }

    private Optional<TreeHash> stored(int tileLevel, long index) throws IOException {
        if (index >= signedSize >>> (Tile.HEIGHT * tileLevel)) {
            return Optional.empty();
        }
        if (!unreadable.isEmpty() && unreadable.contains(stored.tileOf(tileLevel, index))) {
            return Optional.empty();
        }
        try {
            return Optional.of(stored.hash(tileLevel, index));
        } catch (TreeDamagedException e) {
            if (unreadable.size() < MOST_TILES) {
                unreadable.add(stored.tileOf(tileLevel, index));
            }
            return Optional.empty();
        }
    }

    /**
     * The tiles that are missing or have the wrong length, of those that were needed; the first {@value #MOST_TILES}.
     *
     * @return their paths below {@code tile}
     */
    public Set<String> unreadable() {
        Set<String> paths = new LinkedHashSet<>();
        unreadable.forEach(tile -> paths.add(tile.path()));
        paths.addAll(cut);
        return paths;
    }

    /**
     * The tiles above the leaves that have another hash than the entries make; the first {@value #MOST_TILES}. Where entries were
     * changed these are right, and the entries are not.
     *
     * @return their paths below {@code tile}
     */
    public Set<String> different() {
        return new LinkedHashSet<>(different);
    }

    /**
     * Compares the partial tiles of older sizes, which nobody needs any more who goes by the tree that was signed, with the tiles that
     * took their place. Those that are wrong are among the {@link #different()} and the {@link #unreadable()} from then on.
     *
     * @param wrong the paths of tiles that are known to be wrong
     * @throws IOException if a tile cannot be read
     */
    public void compareOlder(Set<String> wrong) throws IOException {
        OlderTiles older = new OlderTiles(log, signedSize, wrong);
        older.compare();
        older.different().stream().limit(MOST_TILES).forEach(different::add);
        older.cut().stream().limit(MOST_TILES).forEach(cut::add);
    }

    /**
     * The tile that the leaf of an entry is in.
     *
     * @param index which entry of the tree that was signed, from 0
     * @return its path below {@code tile}
     */
    public String tileOf(long index) {
        return stored.tileOf(0, index).path();
    }
}
