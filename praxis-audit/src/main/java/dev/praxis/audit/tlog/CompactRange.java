package dev.praxis.audit.tlog;

import org.jspecify.annotations.Nullable;

/**
 * The least of a Merkle tree that is needed to append to it and to know its root: the roots of the complete subtrees that it
 * consists of, at most 63. Appending costs one hash of a node on average, the root as many as the size has bits. Confined to
 * one thread.
 */
public final class CompactRange {

    private static final int LEVELS = 63;

    /** Gets each node that is complete from now on. */
    @FunctionalInterface
    interface Completed {

        /** Level 0 has the leaves. Nodes of a level come in their order. */
        void node(int level, TreeHash hash);
    }

    private final TreeHasher hasher;

    /** The root of the complete subtree of a level, where the size has that bit. */
    private final @Nullable TreeHash[] roots = new @Nullable TreeHash[LEVELS];

    private long size;

    /**
     * The tree without leaves.
     *
     * @param hasher what hashes
     */
    public CompactRange(TreeHasher hasher) {
        this.hasher = hasher;
    }

    /**
     * How many leaves there are.
     *
     * @return the number
     */
    public long size() {
        return size;
    }

    /**
     * Appends a leaf.
     *
     * @param leaf its hash
     */
    public void append(TreeHash leaf) {
        append(leaf, (level, hash) -> {});
    }

    void append(TreeHash leaf, Completed completed) {
        TreeHash node = leaf;
        int level = 0;
        completed.node(level, node);
        for (@Nullable TreeHash left = roots[level]; left != null; left = roots[level]) {
            node = hasher.node(left, node);
            roots[level] = null;
            level++;
            completed.node(level, node);
        }
        roots[level] = node;
        size++;
    }

    /** Appends a whole subtree, which must not be larger than any that is there. */
    void appendSubtree(int level, TreeHash root) {
        roots[level] = root;
        size += 1L << level;
    }

    /**
     * The root of the tree as it is now.
     *
     * @return the root
     */
    public TreeHash root() {
        @Nullable TreeHash root = null;
        for (TreeHash each : roots) {
            if (each != null) {
                root = root == null ? each : hasher.node(each, root);
            }
        }
        return root == null ? TreeHash.OF_EMPTY_TREE : root;
    }
}
