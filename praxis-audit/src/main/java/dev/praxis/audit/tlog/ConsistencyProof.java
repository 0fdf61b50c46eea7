package dev.praxis.audit.tlog;

import dev.praxis.api.InvalidArgumentException;
import java.util.List;

/**
 * The proof that a tree begins with an older one (RFC 9162, section 2.1.4): nothing was changed or removed since. Immutable.
 *
 * @param olderSize how many entries the older tree has
 * @param size how many entries the newer tree has
 * @param path the hashes of the proof; none if the older tree is empty or the same
 */
public record ConsistencyProof(long olderSize, long size, List<TreeHash> path) {

    /**
     * Copies the path.
     *
     * @throws InvalidArgumentException if the older tree is larger
     */
    public ConsistencyProof {
        path = List.copyOf(path);
        if (olderSize < 0 || olderSize > size) {
            throw new InvalidArgumentException(
                    "a tree of " + size + " entries cannot begin with one of " + olderSize + " entries");
        }
    }

    /**
     * Whether it proves what it should (RFC 9162, section 2.1.4.2).
     *
     * @param olderRoot the root of the older tree, from a checkpoint that was verified
     * @param root the root of the newer tree, likewise
     * @return false if it does not
     */
    public boolean proves(TreeHash olderRoot, TreeHash root) {
        if (olderSize == 0) {
            return path.isEmpty()
                    && olderRoot.equals(TreeHash.OF_EMPTY_TREE)
                    && (size > 0 || root.equals(TreeHash.OF_EMPTY_TREE));
        }
        if (olderSize == size) {
            return path.isEmpty() && olderRoot.equals(root);
        }
        return !path.isEmpty() && climb(olderRoot, root);
    }

    private boolean climb(TreeHash olderRoot, TreeHash root) {
        TreeHasher hasher = new TreeHasher();
        boolean subtree = Long.bitCount(olderSize) == 1;
        long node = olderSize - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        TreeHash older = subtree ? olderRoot : path.get(0);
        TreeHash newer = older;
        for (TreeHash each : path.subList(subtree ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                older = hasher.node(each, older);
                newer = hasher.node(each, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newer = hasher.node(newer, each);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(olderRoot) && newer.equals(root);
    }
}
