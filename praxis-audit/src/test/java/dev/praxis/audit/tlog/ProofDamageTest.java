package dev.praxis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Proofs that prove something else: none may pass. */
class ProofDamageTest {

    private static final int SIZE = 21;

    @DisplayName(
            "no inclusion proof passes with a flipped bit, a hash more, fewer or elsewhere, or for another entry or tree")
    @Test
    void inclusion() {
        NaiveTree tree = NaiveTree.ofSize(SIZE);
        for (int index = 0; index < SIZE; index++) {
            List<TreeHash> path = tree.path(index);
            TreeHash leaf = tree.leaf(index);
            TreeHash root = tree.root();
            assertTrue(new InclusionProof(index, SIZE, path).proves(leaf, root));
            for (List<TreeHash> damaged : damaged(path)) {
                assertFalse(new InclusionProof(index, SIZE, damaged).proves(leaf, root));
            }
            for (int other = 0; other < SIZE; other++) {
                if (other != index) {
                    assertFalse(new InclusionProof(other, SIZE, path).proves(leaf, root));
                    assertFalse(new InclusionProof(index, SIZE, path).proves(tree.leaf(other), root));
                }
            }
            for (TreeHash flipped : flipped(root)) {
                assertFalse(new InclusionProof(index, SIZE, path).proves(leaf, flipped));
            }
            for (TreeHash flipped : flipped(leaf)) {
                assertFalse(new InclusionProof(index, SIZE, path).proves(flipped, root));
            }
        }
    }

    @DisplayName("a proof of the right shape for another size cannot pass with that size's root")
    @Test
    void inclusionInAnotherTree() {
        NaiveTree tree = NaiveTree.ofSize(SIZE);
        for (int size = 1; size < SIZE; size++) {
            NaiveTree smaller = tree.first(size);
            for (int index = 0; index < size; index++) {
                assertFalse(new InclusionProof(index, SIZE, smaller.path(index)).proves(tree.leaf(index), tree.root()));
            }
        }
    }

    @DisplayName("no consistency proof passes with a flipped bit, a hash more, fewer or elsewhere, or for other trees")
    @Test
    void consistency() {
        NaiveTree tree = NaiveTree.ofSize(SIZE);
        TreeHash root = tree.root();
        for (int older = 0; older <= SIZE; older++) {
            List<TreeHash> path = tree.consistency(older);
            TreeHash olderRoot = tree.first(older).root();
            assertTrue(new ConsistencyProof(older, SIZE, path).proves(olderRoot, root));
            for (List<TreeHash> damaged : damaged(path)) {
                assertFalse(new ConsistencyProof(older, SIZE, damaged).proves(olderRoot, root));
            }
            for (int other = 0; other <= SIZE; other++) {
                if (other != older) {
                    assertFalse(new ConsistencyProof(other, SIZE, path).proves(olderRoot, root));
                    assertFalse(new ConsistencyProof(older, SIZE, path)
                            .proves(tree.first(other).root(), root));
                }
            }
            for (TreeHash flipped : flipped(olderRoot)) {
                assertFalse(new ConsistencyProof(older, SIZE, path).proves(flipped, root));
            }
            for (TreeHash flipped : older == 0 ? List.<TreeHash>of() : flipped(root)) {
                assertFalse(new ConsistencyProof(older, SIZE, path).proves(olderRoot, flipped));
            }
        }
    }

    @DisplayName("a tree that was changed in one entry has no consistency proof, whichever hashes are offered")
    @Test
    void rewrittenTree() {
        NaiveTree tree = NaiveTree.ofSize(SIZE);
        List<byte[]> entries = new ArrayList<>(tree.entries());
        entries.set(3, NaiveTree.entry(99));
        NaiveTree rewritten = new NaiveTree(entries);
        for (int older = 4; older <= SIZE; older++) {
            TreeHash olderRoot = tree.first(older).root();
            assertFalse(new ConsistencyProof(older, SIZE, rewritten.consistency(older))
                    .proves(olderRoot, rewritten.root()));
            assertFalse(new ConsistencyProof(older, SIZE, tree.consistency(older)).proves(olderRoot, rewritten.root()));
        }
    }

    private static List<List<TreeHash>> damaged(List<TreeHash> path) {
        List<List<TreeHash>> all = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            for (TreeHash flipped : flipped(path.get(i))) {
                List<TreeHash> one = new ArrayList<>(path);
                one.set(i, flipped);
                all.add(one);
            }
            List<TreeHash> without = new ArrayList<>(path);
            without.remove(i);
            all.add(without);
            List<TreeHash> twice = new ArrayList<>(path);
            twice.add(i, path.get(i));
            all.add(twice);
            List<TreeHash> swapped = new ArrayList<>(path);
            swapped.set(i, path.get((i + 1) % path.size()));
            swapped.set((i + 1) % path.size(), path.get(i));
            if (!swapped.equals(path)) {
                all.add(swapped);
            }
        }
        List<TreeHash> more = new ArrayList<>(path);
        more.add(TreeHash.OF_EMPTY_TREE);
        all.add(more);
        return all;
    }

    private static List<TreeHash> flipped(TreeHash hash) {
        List<TreeHash> all = new ArrayList<>();
        for (int bit = 0; bit < TreeHash.BYTES * 8; bit++) {
            byte[] bytes = hash.bytes();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            all.add(TreeHash.owning(bytes));
        }
        return all;
    }
}
