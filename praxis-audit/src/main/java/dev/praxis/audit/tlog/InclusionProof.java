package dev.praxis.audit.tlog;

import dev.praxis.api.InvalidArgumentException;
import java.util.List;

/**
 * The proof that an entry stands at an index of a tree (RFC 9162, section 2.1.3). Immutable.
 *
 * @param index which entry, from 0
 * @param size how many entries the tree has
 * @param path the hashes beside the way from the leaf to the root, the leaf's neighbour first
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {

    /**
     * Copies the path.
     *
     * @throws InvalidArgumentException if the tree has no such entry
     */
    public InclusionProof {
        path = List.copyOf(path);
        if (index < 0 || index >= size) {
            throw new InvalidArgumentException("a tree of " + size + " entries has no entry " + index);
        }
    }

    /**
     * Whether it proves what it should (RFC 9162, section 2.1.3.2).
     *
     * @param leaf the hash of the leaf
     * @param root the root of the tree, from a checkpoint that was verified
     * @return false if it does not
     */
    public boolean proves(TreeHash leaf, TreeHash root) {
        TreeHasher hasher = new TreeHasher();
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
