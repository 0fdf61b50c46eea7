package dev.praxis.audit.tlog;

import dev.praxis.api.Sha256;
import java.security.MessageDigest;

/**
 * The hashes of RFC 6962, section 2.1 (RFC 9162, section 2.1.1): a leaf is {@code SHA-256(0x00 ‖ entry)}, a node
 * {@code SHA-256(0x01 ‖ left ‖ right)}. Confined to one thread.
 */
public final class TreeHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.newDigest();

    /** A hasher. */
    public TreeHasher() {}

    /**
     * Hashes an entry.
     *
     * @param entry the entry
     * @return the hash of its leaf
     */
    public TreeHash leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    /**
     * Hashes an entry that stands in a larger array.
     *
     * @param bytes the array
     * @param from where the entry starts
     * @param to where it has ended
     * @return the hash of its leaf
     */
    public TreeHash leaf(byte[] bytes, int from, int to) {
        digest.update(LEAF);
        digest.update(bytes, from, to - from);
        return TreeHash.owning(digest.digest());
    }

    /**
     * Hashes two nodes.
     *
     * @param left the left one
     * @param right the right one
     * @return the hash of the node above them
     */
    public TreeHash node(TreeHash left, TreeHash right) {
        digest.update(NODE);
        digest.update(left.raw());
        digest.update(right.raw());
        return TreeHash.owning(digest.digest());
    }
}
