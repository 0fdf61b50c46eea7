package dev.praxis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log signs, and what it refuses to sign. */
class MerkleLogTest {

    private static final NoteVerifierKey KEY = Keys.log().verifierKey();

    @TempDir
    Path log;

    @DisplayName("each checkpoint continues the one before, over openings, and is what the tiles on disk say")
    @Test
    void checkpointsContinue() throws IOException {
        List<Checkpoint> all = new ArrayList<>();
        int size = 0;
        for (int opening = 0; opening < 30; opening++) {
            MerkleLog merkle = MerkleLog.open(log, Keys.log());
            assertEquals(size, merkle.size());
            for (int i = 0; i < opening; i++) {
                merkle.append(NaiveTree.entry(size++));
            }
            all.add(merkle.checkpoint().checkpoint());
            assertSame(merkle.last(), merkle.checkpoint(), "nothing new");
            assertEquals(
                    merkle.last(),
                    SignedCheckpoint.read(log.resolve("checkpoint"), KEY).orElseThrow());
        }
        for (Checkpoint each : all) {
            assertEquals(NaiveTree.ofSize((int) each.size()).root(), each.root());
            assertTrue(new TileTree(log, size)
                    .consistency(each.size())
                    .proves(each.root(), all.get(all.size() - 1).root()));
        }
    }

    @DisplayName("a new log begins with a checkpoint of nothing")
    @Test
    void beginsEmpty() throws IOException {
        MerkleLog.open(log, Keys.log());
        Checkpoint first = SignedCheckpoint.read(log.resolve("checkpoint"), KEY)
                .orElseThrow()
                .checkpoint();
        assertEquals(new Checkpoint(Keys.ORIGIN, 0, TreeHash.OF_EMPTY_TREE), first);
    }

    @DisplayName("what was appended behind the last checkpoint is to be appended again")
    @Test
    void forgetsWhatNoCheckpointCovers() throws IOException {
        MerkleLog merkle = MerkleLog.open(log, Keys.log());
        merkle.append(NaiveTree.entry(0));
        merkle.checkpoint();
        merkle.append(NaiveTree.entry(1));
        assertEquals(2, merkle.size());
        assertEquals(1, MerkleLog.open(log, Keys.log()).size());
    }

    @DisplayName("nothing is opened, and so nothing signed, over tiles or a checkpoint that are not the log's own")
    @Test
    void refusesDamage() throws IOException {
        MerkleLog merkle = MerkleLog.open(log, Keys.log());
        for (int i = 0; i < 300; i++) {
            merkle.append(NaiveTree.entry(i));
        }
        merkle.checkpoint();
        for (String file : List.of("checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1")) {
            Path path = log.resolve(file);
            byte[] bytes = Files.readAllBytes(path);
            for (int at : new int[] {0, 10, bytes.length / 2, bytes.length - 2}) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= 1;
                Files.write(path, flipped);
                // Of a full tile only the upper one is needed to go on; the tile itself is verified with the log.
                if (!file.equals("tile/0/000")) {
                    assertThrows(TreeDamagedException.class, () -> MerkleLog.open(log, Keys.log()), file + " " + at);
                }
            }
            Files.write(path, bytes);
        }
        NoteSigner another = NoteSigner.ed25519(Keys.ORIGIN, Keys.pair(9));
        assertThrows(TreeDamagedException.class, () -> MerkleLog.open(log, another));
        Files.delete(log.resolve("checkpoint"));
        assertThrows(TreeDamagedException.class, () -> MerkleLog.open(log, Keys.log()));
    }

    @DisplayName("tiles that change below a running log are found before the next signature")
    @Test
    void refusesToSignAnotherTree() throws IOException {
        MerkleLog merkle = MerkleLog.open(log, Keys.log());
        for (int i = 0; i < 200; i++) {
            merkle.append(NaiveTree.entry(i));
        }
        byte[] signed = merkle.checkpoint().note().bytes();
        for (int i = 200; i < 256; i++) {
            merkle.append(NaiveTree.entry(i));
        }
        merkle.checkpoint();
        byte[] tile = Files.readAllBytes(log.resolve("tile/0/000"));
        tile[6000] ^= 1;
        Files.write(log.resolve("tile/0/000"), tile);
        merkle.append(NaiveTree.entry(256));
        merkle.checkpoint(); // the proof from 256 on does not touch the tile

        // An older checkpoint is put back: the proof from it on does.
        Files.write(log.resolve("checkpoint"), signed);
        assertThrows(TreeDamagedException.class, () -> MerkleLog.open(log, Keys.log()));
    }

    @DisplayName(
            "an older checkpoint that was put back, with other entries after it, meets the tiles of the first ones")
    @Test
    void refusesToForkOverItsTiles() throws IOException {
        MerkleLog merkle = MerkleLog.open(log, Keys.log());
        byte[] empty = merkle.last().note().bytes();
        for (int i = 0; i < 10; i++) {
            merkle.append(NaiveTree.entry(i));
        }
        merkle.checkpoint();
        Files.write(log.resolve("checkpoint"), empty);
        MerkleLog forked = MerkleLog.open(log, Keys.log());
        for (int i = 0; i < 10; i++) {
            forked.append(NaiveTree.entry(i + 100));
        }
        assertThrows(TreeDamagedException.class, forked::checkpoint);
        assertArrayEquals(empty, Files.readAllBytes(log.resolve("checkpoint")));
    }

    @DisplayName("cosignatures are published beside the signature of the log, and nothing else is")
    @Test
    void publishes() throws IOException {
        MerkleLog merkle = MerkleLog.open(log, Keys.log());
        merkle.append(NaiveTree.entry(0));
        SignedNote note = merkle.checkpoint().note();
        NoteSigner witness =
                NoteSigner.cosigner("witness", Keys.pair(5), InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000)));
        SignedNote cosigned = note.with(witness.sign(note.unverifiedText()));
        merkle.publish(cosigned);
        assertEquals(
                cosigned,
                SignedCheckpoint.read(log.resolve("checkpoint"), KEY)
                        .orElseThrow()
                        .note());
        assertThrows(InvalidArgumentException.class, () -> merkle.publish(note));
        merkle.append(NaiveTree.entry(1));
        merkle.checkpoint();
        assertThrows(InvalidArgumentException.class, () -> merkle.publish(cosigned));
    }

    @DisplayName("nothing unfinished stays")
    @Test
    void leavesNothingBehind() throws IOException {
        MerkleLog merkle = MerkleLog.open(log, Keys.log());
        merkle.append(NaiveTree.entry(0));
        merkle.checkpoint();
        try (Stream<Path> files = Files.walk(log)) {
            assertEquals(
                    List.of(),
                    files.filter(each -> each.toString().endsWith(".new")).toList());
        }
    }

    @DisplayName(
            "a checkpoint whose name did not reach the disk for sure is its own, and what somebody else put there is not")
    @Test
    void halfReplaced(@TempDir Path log) throws IOException {
        boolean[] fails = {false};
        MerkleLog merkle = MerkleLog.open(log, Keys.log(), new FileOperations() {
            @Override
            public void forceDirectory(Path directory) throws IOException {
                if (fails[0] && directory.equals(log)) {
                    throw new IOException("Input/output error");
                }
                super.forceDirectory(directory);
            }
        });
        Path file = log.resolve(SignedCheckpoint.FILE);
        merkle.append(new byte[] {0});
        merkle.checkpoint();
        byte[] first = Files.readAllBytes(file);
        assertTrue(merkle.isAsLeft(first));
        fails[0] = true;
        for (byte entry = 1; entry < 4; entry++) {
            merkle.append(new byte[] {entry});
            assertThrows(IOException.class, merkle::checkpoint);
            assertTrue(merkle.isAsLeft(Files.readAllBytes(file)), "the new one is there");
            assertFalse(merkle.isAsLeft(first), "and was seen");
        }
        fails[0] = false;
        assertEquals(4, merkle.checkpoint().checkpoint().size());
        assertTrue(merkle.isAsLeft(Files.readAllBytes(file)));
        assertFalse(merkle.isAsLeft(null));
    }
}
