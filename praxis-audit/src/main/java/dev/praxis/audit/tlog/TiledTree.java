package dev.praxis.audit.tlog;

import dev.praxis.audit.internal.FileOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree that grows, and its tiles on disk. It holds the right edge: at most 255 hashes for each level of tiles, and the full
 * tiles that are not written yet. Confined to one thread.
 */
final class TiledTree {

    private final TreeHasher hasher = new TreeHasher();
    private final TileFiles files;
    private final CompactRange range;

    /** For each level of tiles the hashes at the right edge that fill no tile yet. */
    private final List<List<TreeHash>> edges = new ArrayList<>();

    /** How many of these hashes are on disk. */
    private final int[] written = new int[Tile.LEVELS];

    /** Full tiles that are not on disk yet, in the order in which they became full. */
    private final Map<Tile, byte[]> full = new LinkedHashMap<>();

    private TiledTree(TileFiles files, TileTree stored) throws IOException {
        this.files = files;
        this.range = stored.range();
        for (int level = 0; level < Tile.LEVELS; level++) {
            edges.add(stored.edge(level));
            written[level] = edges.get(level).size();
        }
    }

    /**
     * The tree of the first entries of a log, as its tiles have it.
     *
     * @throws TreeDamagedException if a tile is missing or has the wrong length
     */
    static TiledTree open(Path log, long size, FileOperations system) throws IOException {
        TileFiles files = new TileFiles(log, system);
        return new TiledTree(files, new TileTree(files, size));
    }

    long size() {
        return range.size();
    }

    TreeHash root() {
        return range.root();
    }

    void append(byte[] entry) {
        range.append(hasher.leaf(entry), this::keep);
    }

    private void keep(int level, TreeHash hash) {
        if (level % Tile.HEIGHT != 0) {
            return;
        }
        int tileLevel = level / Tile.HEIGHT;
        List<TreeHash> edge = edges.get(tileLevel);
        edge.add(hash);
        if (edge.size() == Tile.FULL) {
            // The size does not count the leaf yet that made it full.
            long index = range.size() >>> (Tile.HEIGHT * (tileLevel + 1));
            full.put(new Tile(tileLevel, index, Tile.FULL), bytes(edge));
            edge.clear();
            written[tileLevel] = 0;
        }
    }

    /**
     * Writes the tiles of the tree as it is now. When this returns, they survive a power loss; when it fails, it can be called
     * again.
     *
     * @return a reader of them
     * @throws TreeDamagedException if there is such a tile with other hashes
     */
    TileTree write() throws IOException {
        Iterator<Map.Entry<Tile, byte[]>> unwritten = full.entrySet().iterator();
        while (unwritten.hasNext()) {
            Map.Entry<Tile, byte[]> each = unwritten.next();
            files.write(each.getKey(), each.getValue());
            files.removePartials(each.getKey());
            unwritten.remove();
        }
        for (int level = 0; level < Tile.LEVELS; level++) {
            List<TreeHash> edge = edges.get(level);
            if (edge.size() > written[level]) {
                files.write(Tile.edge(level, size()), bytes(edge));
                written[level] = edge.size();
            }
        }
        return new TileTree(files, size());
    }

    private static byte[] bytes(List<TreeHash> hashes) {
        byte[] bytes = new byte[hashes.size() * TreeHash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).raw(), 0, bytes, i * TreeHash.BYTES, TreeHash.BYTES);
        }
        return bytes;
    }
}
