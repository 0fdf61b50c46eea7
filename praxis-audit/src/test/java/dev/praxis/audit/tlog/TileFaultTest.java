package dev.praxis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.audit.internal.FileOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each operation on the way to the tiles fails once, halfway where there is a half. */
class TileFaultTest {

    private static final int SIGNED = 250;
    private static final int SIZE = 520;

    @TempDir
    Path directory;

    @DisplayName("whichever operation fails, the signed tree stays, and both the same object and a new one can go on")
    @Test
    void everyOperationFails() throws IOException {
        Faulty counting = new Faulty(Integer.MAX_VALUE);
        grow(TiledTree.open(directory.resolve("count"), 0, counting), 0, SIGNED).write();
        int before = counting.operations;
        grow(TiledTree.open(directory.resolve("count"), SIGNED, counting), SIGNED, SIZE)
                .write();
        int all = counting.operations - before;
        assertTrue(all > 20, () -> "only " + all + " operations to fail");
        for (int failing = 0; failing < all; failing++) {
            Path log = directory.resolve("log" + failing);
            grow(TiledTree.open(log, 0, new FileOperations()), 0, SIGNED).write();
            Faulty faulty = new Faulty(failing);
            TiledTree tree = grow(TiledTree.open(log, SIGNED, faulty), SIGNED, SIZE);
            assertTrue(fails(tree), "operation " + failing + " did not fail");
            assertEquals(NaiveTree.ofSize(SIGNED).root(), new TileTree(log, SIGNED).root(), "signed tree, " + failing);

            // As after a crash: what was signed is opened, the rest is appended anew.
            TiledTree again = grow(TiledTree.open(log, SIGNED, new FileOperations()), SIGNED, SIZE);
            assertEquals(NaiveTree.ofSize(SIZE).root(), again.write().root(), "a new object, " + failing);
            assertEquals(NaiveTree.ofSize(SIZE).root(), tree.write().root(), "the same object, " + failing);
        }
    }

    private static boolean fails(TiledTree tree) {
        try {
            tree.write();
            return false;
        } catch (IOException e) {
            return e.getMessage().equals("injected");
        }
    }

    private static TiledTree grow(TiledTree tree, int from, int to) {
        for (int i = from; i < to; i++) {
            tree.append(NaiveTree.entry(i));
        }
        return tree;
    }

    /** Fails one operation. */
    private static final class Faulty extends FileOperations {

        private final int failing;
        private int operations;

        Faulty(int failing) {
            this.failing = failing;
        }

        private void perhapsFail() throws IOException {
            if (operations++ == failing) {
                throw new IOException("injected");
            }
        }

        @Override
        public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
            perhapsFail();
            return super.open(file, options);
        }

        @Override
        public void write(FileChannel file, ByteBuffer bytes) throws IOException {
            if (operations == failing) {
                ByteBuffer half = bytes.slice(bytes.position(), bytes.remaining() / 2);
                file.write(half);
            }
            perhapsFail();
            super.write(file, bytes);
        }

        @Override
        public void force(FileChannel file) throws IOException {
            perhapsFail();
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            perhapsFail();
            super.rename(from, to);
        }

        @Override
        public void makeDirectory(Path made) throws IOException {
            perhapsFail();
            super.makeDirectory(made);
        }
    }
}
