package dev.praxis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.FileOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees on disk, compared with the definitions of the RFC. */
class TiledTreeTest {

    private static final FileOperations SYSTEM = new FileOperations();

    @TempDir
    Path log;

    @DisplayName("all proofs of a tree that was written at random moments are those of the RFC, and they prove")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 64, 255, 256, 257, 300, 513})
    void proofsAreThoseOfTheRfc(int size) throws IOException {
        NaiveTree naive = NaiveTree.ofSize(size);
        write(naive, new Random(size));
        TileTree tree = new TileTree(log, size);
        assertEquals(naive.root(), tree.root());
        for (int index = 0; index < size; index += step(size)) {
            InclusionProof proof = tree.inclusion(index);
            assertEquals(naive.path(index), proof.path());
            assertEquals(naive.leaf(index), tree.leaf(index));
            assertTrue(proof.proves(naive.leaf(index), naive.root()));
        }
        for (int older = 0; older <= size; older += step(size)) {
            ConsistencyProof proof = tree.consistency(older);
            assertEquals(naive.consistency(older), proof.path());
            assertTrue(proof.proves(naive.first(older).root(), naive.root()));
        }
    }

    @DisplayName("the tree of each older size is still there when the tiles have grown")
    @Test
    void olderTreesAreStillThere() throws IOException {
        NaiveTree naive = NaiveTree.ofSize(600);
        write(naive, new Random(1));
        for (int size = 0; size <= 600; size += 7) {
            // A partial tile of a size that nobody signed need not be there; the full one that it became is.
            if (size % 256 == 0 || size < 512) {
                assertEquals(naive.first(size).root(), rootFromLeaves(size));
            }
        }
    }

    private TreeHash rootFromLeaves(int size) throws IOException {
        CompactRange range = new CompactRange(new TreeHasher());
        TileTree tree = new TileTree(log, 600);
        for (int i = 0; i < size; i++) {
            range.append(tree.leaf(i));
        }
        return range.root();
    }

    @DisplayName("70,000 entries make the tiles that C2SP tlog-tiles gives as an example")
    @Test
    void tilesOfTheSpecification() throws IOException {
        TiledTree tree = TiledTree.open(log, 0, SYSTEM);
        for (int i = 0; i < 70_000; i++) {
            tree.append(NaiveTree.entry(i));
        }
        tree.write();
        Set<String> tiles = new TreeSet<>(List.of("1/000", "1/001.p/17", "2/000.p/1", "0/273.p/112"));
        for (int i = 0; i < 273; i++) {
            tiles.add(String.format("0/%03d", i));
        }
        assertEquals(tiles, tiles());
        assertEquals(8192, Files.size(log.resolve("tile/0/000")));
        assertEquals(17 * 32, Files.size(log.resolve("tile/1/001.p/17")));
    }

    @DisplayName("a full tile takes the place of its partial forms, and a tree of 256 has an upper tile of one hash")
    @Test
    void fullTilesReplacePartialOnes() throws IOException {
        TiledTree tree = TiledTree.open(log, 0, SYSTEM);
        for (int i = 0; i < 256; i++) {
            tree.append(NaiveTree.entry(i));
            if (i % 50 == 0) {
                tree.write();
            }
        }
        tree.write();
        assertEquals(Set.of("0/000", "1/000.p/1"), tiles());
    }

    @DisplayName("names of tiles with large numbers")
    @Test
    void names() {
        assertEquals("0/x001/x234/067", new Tile(0, 1_234_067, 256).path());
        assertEquals("3/x001/000.p/9", new Tile(3, 1000, 9).path());
        assertEquals("0/999", new Tile(0, 999, 256).path());
    }

    @DisplayName("files are for their owner only")
    @Test
    void ownerOnly() throws IOException {
        write(NaiveTree.ofSize(257), new Random(2));
        try (Stream<Path> all = Files.walk(log.resolve("tile"))) {
            for (Path each : all.toList()) {
                assertEquals(
                        Files.isDirectory(each) ? "rwx------" : "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                        each.toString());
            }
        }
    }

    @DisplayName("a tree that is opened again goes on where it was, at every size")
    @Test
    void opensAgain() throws IOException {
        NaiveTree naive = NaiveTree.ofSize(520);
        for (int size = 0; size < 520; size += 13) {
            TiledTree tree = TiledTree.open(log, size, SYSTEM);
            assertEquals(naive.first(size).root(), tree.root());
            for (int i = size; i < Math.min(520, size + 13); i++) {
                tree.append(naive.entries().get(i));
            }
            tree.write();
        }
        assertEquals(naive.root(), new TileTree(log, 520).root());
    }

    @DisplayName("writing the same tree again is allowed, another one is refused and changes nothing")
    @Test
    void neverAnotherTree() throws IOException {
        NaiveTree naive = NaiveTree.ofSize(300);
        write(naive, new Random(3));
        write(naive, new Random(4));
        TiledTree other = TiledTree.open(log, 0, SYSTEM);
        for (int i = 0; i < 300; i++) {
            other.append(NaiveTree.entry(i == 5 ? 6 : i));
        }
        assertThrows(TreeDamagedException.class, other::write);
        assertEquals(naive.root(), new TileTree(log, 300).root());
    }

    @DisplayName("a tile that is missing or of another length is found")
    @Test
    void damage() throws IOException {
        write(NaiveTree.ofSize(300), new Random(5));
        Path tile = log.resolve("tile/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        Files.write(tile, new byte[8191]);
        assertThrows(TreeDamagedException.class, () -> new TileTree(log, 300).inclusion(3));
        Files.write(tile, new byte[8193]);
        assertThrows(TreeDamagedException.class, () -> new TileTree(log, 300).inclusion(3));
        Files.delete(tile);
        assertThrows(TreeDamagedException.class, () -> new TileTree(log, 300).inclusion(3));
        Files.write(tile, bytes);
        assertEquals(3, new TileTree(log, 300).inclusion(3).index());
    }

    @DisplayName("sizes, entries and older trees that cannot be are refused")
    @Test
    void badArguments() throws IOException {
        write(NaiveTree.ofSize(5), new Random(6));
        TileTree tree = new TileTree(log, 5);
        assertThrows(InvalidArgumentException.class, () -> tree.inclusion(5));
        assertThrows(InvalidArgumentException.class, () -> tree.inclusion(-1));
        assertThrows(InvalidArgumentException.class, () -> tree.leaf(5));
        assertThrows(InvalidArgumentException.class, () -> tree.consistency(6));
        assertThrows(InvalidArgumentException.class, () -> tree.consistency(-1));
        assertThrows(InvalidArgumentException.class, () -> new TileTree(log, -1));
        assertThrows(InvalidArgumentException.class, () -> new TileTree(log, 1L << 56));
        assertEquals(TreeHash.OF_EMPTY_TREE, new TileTree(log, 0).root());
        assertFalse(new TileTree(log, 0).consistency(0).path().iterator().hasNext());
    }

    private static int step(int size) {
        return size <= 64 ? 1 : 5;
    }

    private void write(NaiveTree naive, Random random) throws IOException {
        TiledTree tree = TiledTree.open(log, 0, SYSTEM);
        for (byte[] entry : naive.entries()) {
            tree.append(entry);
            if (random.nextInt(20) == 0) {
                assertEquals(tree.root(), tree.write().root());
            }
        }
        tree.write();
    }

    private Set<String> tiles() throws IOException {
        Path directory = log.resolve("tile");
        try (Stream<Path> all = Files.walk(directory)) {
            return new TreeSet<>(all.filter(Files::isRegularFile)
                    .map(each -> directory.relativize(each).toString())
                    .toList());
        }
    }
}
