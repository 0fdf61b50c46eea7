package dev.praxis.audit.tlog;

import dev.praxis.api.InvalidArgumentException;
import java.util.Locale;

/**
 * The name of a tile (C2SP tlog-tiles): up to 256 neighbouring hashes of one level of the tree.
 *
 * @param level 0 for hashes of leaves; a hash of level 1 is the root of a full tile of level 0, and so on
 * @param index its place within the level, from 0
 * @param width how many hashes it has: 256, or fewer at the right edge
 */
record Tile(int level, long index, int width) {

    /** How many hashes a full tile has. */
    static final int FULL = 256;

    /** How many levels of the tree a tile stands for. */
    static final int HEIGHT = 8;

    /** How many levels of tiles there are at the most; enough for {@link #LARGEST_TREE}. */
    static final int LEVELS = 7;

    /** No log gets there. The limit keeps the arithmetic within a long. */
    static final long LARGEST_TREE = (1L << (HEIGHT * LEVELS)) - 1;

    Tile {
        if (level < 0 || level >= LEVELS || index < 0 || width < 1 || width > FULL) {
            throw new InvalidArgumentException(
                    "there is no tile " + index + " of level " + level + " with " + width + " hashes");
        }
    }

    /** The rightmost tile of a level of a tree; its width is 0 where {@link #edgeWidth} says so, and then there is none. */
    static Tile edge(int level, long treeSize) {
        return new Tile(level, treeSize >>> (HEIGHT * (level + 1)), edgeWidth(level, treeSize));
    }

    /** How many hashes the partial tile of a level has; 0 when there is none. */
    static int edgeWidth(int level, long treeSize) {
        return (int) ((treeSize >>> (HEIGHT * level)) % FULL);
    }

    boolean isFull() {
        return width == FULL;
    }

    int bytes() {
        return width * TreeHash.BYTES;
    }

    /** The full tile that this one becomes. */
    Tile whenFull() {
        return new Tile(level, index, FULL);
    }

    /** Below the directory of all tiles: {@code <level>/x001/x234/067}, and {@code .p/<width>} for a partial one. */
    String path() {
        return isFull() ? fullPath() : partialsPath() + "/" + width;
    }

    /** Where the partial forms of it are. */
    String partialsPath() {
        return fullPath() + ".p";
    }

    /** The same place among the bundles of the entries that the hashes of level 0 are of: {@code entries/x001/x234/067}. */
    String bundlePath() {
        return "entries" + path().substring(path().indexOf('/'));
    }

    private String fullPath() {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return level + "/" + path;
    }
}
