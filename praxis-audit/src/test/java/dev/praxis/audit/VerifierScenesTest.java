package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.BothVerifiers.Verdict;
import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who can write the files tries, and what both verifiers say to it. */
@RequiresTool(value = "python3", from = "python3")
class VerifierScenesTest {

    private static final NoteVerifierKey KEY = SampleLog.signer().verifierKey();
    private static final List<byte[]> LINES = SampleLog.lines(300, 0);

    /** With the record of a pruning of the first 100. */
    private static final List<byte[]> PRUNING = SampleLog.withRecordAboutTheLog(LINES, SampleLog.pruning(LINES, 100));

    @RegisterExtension
    static final BothVerifiers both = new BothVerifiers();

    @TempDir
    Path directory;

    /** What is done to a log of 300 records in segments of 100, and what is found. */
    private record Scene(Deed deed, int status, List<Kind> kinds) {}

    @FunctionalInterface
    private interface Deed {
        void to(Path log) throws IOException;
    }

    private final Map<String, Scene> scenes = new LinkedHashMap<>();

    private void scene(String name, Deed deed, int status, Kind... kinds) {
        scenes.put(name, new Scene(deed, status, List.of(kinds)));
    }

    @DisplayName("both verifiers say the same, and what they should")
    @TestFactory
    Stream<DynamicTest> scenes() throws IOException {
        prunings();
        leftOver();
        removed();
        takenIn();
        descriptions();
        salts();
        otherPeoplesFiles();
        segments();
        tiles();
        Path good = directory.resolve("good");
        SampleLog.write(good, LINES, 100, SampleLog.signer());
        List<DynamicTest> tests = new ArrayList<>();
        scenes.forEach((name, scene) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            Path log = directory.resolve("log-" + tests.size() + "-" + name.hashCode());
            SampleLog.copy(good, log);
            scene.deed().to(log);
            assertEquals(new Verdict(scene.status(), scene.kinds()), both.of(log, KEY, List.of()));
        })));
        return tests.stream();
    }

    @DisplayName(
            "both find that a witness remembers another log, in whatever order, unless they are told that it is a witness of several")
    @Test
    void otherLogs() throws IOException {
        Path log = directory.resolve("log");
        SampleLog.write(log, LINES, 100, SampleLog.signer());
        Path witness = directory.resolve("witness");
        Path own = FileWitness.checkpointOf(witness, KEY.name());
        Path other = FileWitness.checkpointOf(witness, "example.com/the-one-before");
        Files.createDirectories(own.getParent());
        Files.copy(log.resolve(SignedCheckpoint.FILE), own);
        Files.writeString(witness.resolve("witness.vkey"), "beside the logs");
        Files.createDirectories(other.getParent());
        Path kept = Files.copy(own, directory.resolve("kept"));
        assertEquals(new Verdict(0, List.of()), both.of(log, KEY, List.of(witness)), "nothing is in it");
        Files.createSymbolicLink(other, own);
        assertEquals(new Verdict(0, List.of()), both.of(log, KEY, List.of(witness)), "no witness makes links");
        Files.delete(other);
        Files.writeString(other, "whatever it remembers");
        assertEquals(new Verdict(34, List.of(Kind.OTHER_LOG)), both.of(log, KEY, List.of(witness)));
        assertEquals(
                new Verdict(34, List.of(Kind.OTHER_LOG, Kind.OTHER_LOG)),
                both.of(log, KEY, List.of(witness, kept, witness)));
        assertEquals(
                0,
                both.python(List.of(
                                "log",
                                log.toString(),
                                "--key",
                                KEY.toString(),
                                "--witness",
                                witness.toString(),
                                "--shared-witness"))
                        .status());
        SampleLog.remove(log.resolve("segments"));
        assertEquals(new Verdict(18, List.of(Kind.TRUNCATED, Kind.OTHER_LOG)), both.of(log, KEY, List.of(witness)));
    }

    private void prunings() {
        scene(
                "the oldest records removed, and a pruning made up",
                log -> pruned(log, LINES, 300),
                18,
                Kind.PRUNING_UNRECORDED);
        scene("a pruning that is on the signed record", log -> pruned(log, PRUNING, 301), 0);
        scene(
                "a pruning that is recorded and not signed",
                log -> pruned(log, PRUNING, 300),
                18,
                Kind.PRUNING_UNRECORDED);
        scene(
                "a record of a pruning that was taken in after a crash, and so was not signed before anything went",
                log -> {
                    List<byte[]> lines = SampleLog.withRecordAboutTheLog(PRUNING, recovered(1));
                    pruned(log, lines, lines.size());
                },
                18,
                Kind.PRUNING_UNRECORDED);
        scene(
                "a pruning, and later a crash",
                log -> {
                    List<byte[]> lines =
                            SampleLog.withRecordAboutTheLog(SampleLog.continued(PRUNING, 303, 0), recovered(2));
                    pruned(log, lines, lines.size());
                },
                0);
        scene(
                "everything removed, and a pruning of it all made up",
                log -> {
                    for (SegmentFile segment : SegmentFile.list(log)) {
                        Files.delete(segment.path());
                    }
                    SampleLog.prune(log, 300, LINES.get(299));
                },
                18,
                Kind.PRUNING_UNRECORDED);
        scene(
                "a pruning of which somebody else's record tells",
                log -> {
                    JsonObject other = SampleLog.pruning(LINES, 99);
                    pruned(log, SampleLog.withRecordAboutTheLog(LINES, other), 301);
                },
                18,
                Kind.PRUNING_UNRECORDED);
        scene(
                "a pruning that was cut off before anything was removed",
                log -> {
                    renew(log, PRUNING, 301);
                    SampleLog.prune(log, 100, LINES.get(99));
                },
                0);
        scene(
                "a pruning made up, and nothing removed",
                log -> SampleLog.prune(log, 100, LINES.get(99)),
                18,
                Kind.PRUNING_UNRECORDED);
        scene(
                "true as a version of pruned.json",
                log -> {
                    pruned(log, PRUNING, 301);
                    edit(log.resolve(PrunedPrefix.FILE), "\"v\":1", "\"v\":true");
                },
                18,
                Kind.DESCRIPTION_REFUSED,
                Kind.SEQUENCE_GAP);
        scene(
                "a log that was pruned, and its checkpoint refused",
                log -> {
                    pruned(log, PRUNING, 301);
                    edit(log.resolve(SignedCheckpoint.FILE), "301", "300");
                },
                33,
                Kind.CHECKPOINT_REFUSED);
    }

    private void leftOver() {
        scene(
                "forged records in a segment below a pruning",
                log -> {
                    pruned(log, PRUNING, 301);
                    SampleLog.segments(log, SampleLog.lines(100, 9), 1, 100);
                },
                18,
                Kind.LEFT_OVER_REFUSED);
        scene(
                "a pruning that was cut off in the middle",
                log -> {
                    renew(log, SampleLog.withRecordAboutTheLog(LINES, SampleLog.pruning(LINES, 200)), 301);
                    SampleLog.prune(log, 200, LINES.get(199));
                    Files.delete(SegmentFile.of(log, 1).path());
                },
                0);
        scene(
                "a pruning that was cut off, and a record changed of what it left",
                log -> {
                    renew(log, PRUNING, 301);
                    SampleLog.prune(log, 100, LINES.get(99));
                    String text = Files.readString(SegmentFile.of(log, 1).path());
                    Files.writeString(SegmentFile.of(log, 1).path(), text.replaceFirst("powercycle", "powercycl3"));
                },
                18,
                Kind.LEFT_OVER_REFUSED);
        scene(
                "a pruning that was cut off, and the end cut of what it left",
                log -> {
                    renew(log, PRUNING, 301);
                    SampleLog.prune(log, 100, LINES.get(99));
                    Files.write(SegmentFile.of(log, 1).path(), SampleLog.joined(LINES.subList(0, 99)));
                },
                18,
                Kind.LEFT_OVER_REFUSED);
        scene(
                "a pruning made up that names no record, and nothing removed",
                log -> new dev.praxis.audit.internal.WholeFiles(new dev.praxis.audit.internal.FileOperations())
                        .replace(log.resolve(PrunedPrefix.FILE), new PrunedPrefix(100, Head.NO_HASH).bytes()),
                18,
                Kind.LEFT_OVER_REFUSED,
                Kind.CHAIN_BROKEN,
                Kind.PRUNING_UNRECORDED);
    }

    private void removed() {
        scene(
                "segments and checkpoint removed",
                log -> {
                    SampleLog.remove(log.resolve("segments"));
                    Files.delete(log.resolve("checkpoint"));
                },
                33,
                Kind.CHECKPOINT_MISSING);
        scene(
                "the same, and an empty directory of segments made again",
                log -> {
                    SampleLog.remove(log.resolve("segments"));
                    Files.createDirectory(log.resolve("segments"), OwnerOnly.DIRECTORY.whenCreated());
                    Files.delete(log.resolve("checkpoint"));
                },
                33,
                Kind.CHECKPOINT_MISSING);
        scene(
                "everything removed but log.json",
                log -> {
                    for (String name : List.of("segments", "tile", "checkpoint")) {
                        SampleLog.remove(log.resolve(name));
                    }
                },
                33,
                Kind.CHECKPOINT_MISSING);
        scene(
                "the segments removed, and the first checkpoint put back",
                log -> {
                    SampleLog.remove(log.resolve("segments"));
                    Path begun = log.resolveSibling(log.getFileName() + "-begun");
                    SampleLog.write(begun, List.of(), 100, SampleLog.signer());
                    Files.write(log.resolve("checkpoint"), Files.readAllBytes(begun.resolve("checkpoint")));
                },
                18,
                Kind.TRUNCATED);
    }

    private void takenIn() {
        scene(
                "records that were taken in after a crash",
                log -> renew(log, SampleLog.withRecordAboutTheLog(LINES, recovered(7)), 301),
                0);
        scene(
                "a recovery that took in nothing",
                log -> renew(log, SampleLog.withRecordAboutTheLog(LINES, recovered(0)), 301),
                0);
        scene(
                "a recovery of more than there was",
                log -> renew(log, SampleLog.withRecordAboutTheLog(LINES, recovered(400)), 301),
                0);
    }

    private void descriptions() {
        scene(
                "true as a version of log.json",
                log -> edit(log.resolve("log.json"), "\"v\":1", "\"v\":true"),
                18,
                Kind.DESCRIPTION_REFUSED);
        scene(
                "1.0 as a version of log.json",
                log -> edit(log.resolve("log.json"), "\"v\":1", "\"v\":1.0"),
                18,
                Kind.DESCRIPTION_REFUSED);
        scene("log.json is not there", log -> Files.delete(log.resolve("log.json")), 18, Kind.DESCRIPTION_REFUSED);
        scene(
                "only the checkpoint is there",
                log -> {
                    SampleLog.remove(log.resolve("segments"));
                    SampleLog.remove(log.resolve("tile"));
                    Files.delete(log.resolve("log.json"));
                },
                18,
                Kind.DESCRIPTION_REFUSED,
                Kind.TRUNCATED,
                Kind.TILE_MISSING,
                Kind.CHECKPOINT_MISMATCH);
        scene(
                "only an empty directory of segments is there",
                log -> {
                    SampleLog.remove(log);
                    Files.createDirectories(log.resolve("segments"), OwnerOnly.DIRECTORY.whenCreated());
                    permit(log, "rwx------");
                },
                18,
                Kind.DESCRIPTION_REFUSED,
                Kind.CHECKPOINT_MISSING);
    }

    private void salts() {
        byte[] salt = "0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII);
        List<byte[]> named =
                SampleLog.withRecordAboutTheLog(LINES, policy(Sha256.of(salt).hex()));
        scene("a salt that no record names", log -> put(log.resolve(AuditSalt.FILE), salt), 0);
        scene("a record that names a salt, which did not come along", log -> renew(log, named, 301), 0);
        scene("the salt that a record names", log -> salted(log, named, salt), 0);
        scene("another salt than a record names", log -> salted(log, named, new byte[] {1}), 18, Kind.SALT_REPLACED);
        scene("an empty salt instead", log -> salted(log, named, new byte[0]), 18, Kind.SALT_REPLACED);
        scene(
                "a salt that an earlier record named",
                log -> salted(log, SampleLog.withRecordAboutTheLog(named, policy("0".repeat(64))), salt),
                18,
                Kind.SALT_REPLACED);
        scene(
                "a salt where the last record names none",
                log -> salted(
                        log,
                        SampleLog.withRecordAboutTheLog(named, event("policy").build()),
                        salt),
                0);
        scene(
                "a salt that is open to others",
                log -> {
                    put(log.resolve(AuditSalt.FILE), salt);
                    permit(log.resolve(AuditSalt.FILE), "rw-r--r--");
                },
                19);
        scene("a salt that is a pipe", log -> pipe(log.resolve(AuditSalt.FILE)), 19);
    }

    private static void salted(Path log, List<byte[]> lines, byte[] salt) throws IOException {
        renew(log, lines, lines.size());
        put(log.resolve(AuditSalt.FILE), salt);
    }

    private static JsonObject policy(String salt) {
        return event("policy").put("saltSha256", salt).build();
    }

    private static JsonObject.Builder event(String name) {
        return JsonObject.builder().put("event", name);
    }

    private void otherPeoplesFiles() {
        for (String name : List.of(
                "log.json", "checkpoint", "segments/00000000000000000101.jsonl", "tile/0/000", "tile/0/001.p/44")) {
            scene(name + " is open to others", log -> permit(log.resolve(name), "rw-r--r--"), 19);
            scene(name + " is a link", log -> link(log.resolve(name)), 19);
            scene(name + " is a pipe", log -> pipe(log.resolve(name)), 19);
            scene(
                    name + " is a directory",
                    log -> {
                        Files.delete(log.resolve(name));
                        Files.createDirectory(log.resolve(name), OwnerOnly.DIRECTORY.whenCreated());
                    },
                    19);
        }
        scene("pruned.json is a pipe", log -> pipe(log.resolve("pruned.json")), 19);
        for (String name : List.of("", "segments", "tile", "tile/0", "tile/1/000.p")) {
            scene("the directory '" + name + "' is open to others", log -> permit(log.resolve(name), "rwxrwx---"), 19);
        }
        for (String name : List.of("segments", "tile", "tile/0")) {
            scene("the directory " + name + " is a link", log -> link(log.resolve(name)), 19);
            scene(
                    "instead of the directory " + name + " there is a file",
                    log -> {
                        SampleLog.remove(log.resolve(name));
                        Files.createFile(log.resolve(name), OwnerOnly.FILE.whenCreated());
                    },
                    19);
        }
        scene("the log is reached by a link", log -> link(log), 0);
    }

    private void segments() {
        scene("an empty segment too much", log -> empty(log, 400), 18, Kind.SEGMENT_MISNAMED);
        scene(
                "an empty segment whose number no sequence reaches",
                log -> Files.createFile(
                        log.resolve("segments/99999999999999999999.jsonl"), OwnerOnly.FILE.whenCreated()),
                18,
                Kind.SEGMENT_MISNAMED);
        scene("an empty segment that repeats a place", log -> empty(log, 150), 18, Kind.SEGMENT_MISNAMED);
        scene("an empty segment behind the last record", log -> empty(log, 301), 0);
        scene(
                "half a record in a segment too much",
                log -> {
                    empty(log, 400);
                    Files.writeString(SegmentFile.of(log, 400).path(), "{\"act");
                },
                18,
                Kind.SEGMENT_MISNAMED);
        scene("a hole of zeros behind the last record", log -> behind(log, "\0\0\0\0abc\n"), 0);
        scene("what is no record and has no hole", log -> behind(log, "abc\n"), 18, Kind.MALFORMED);
        scene(
                "more than a write that was cut off leaves",
                log -> behind(log, "a".repeat((int) TornTail.MOST_BYTES + 1)),
                18,
                Kind.MALFORMED);
        scene("as much as such a write may leave", log -> behind(log, "a".repeat((int) TornTail.MOST_BYTES)), 0);
        scene("the last record once more", log -> append(log, LINES.get(299)), 18, Kind.SEQUENCE_GAP);
    }

    private void tiles() {
        scene("a partial tile of an older size", log -> older(log, 20, 0), 0);
        scene("a partial tile of an older size that was changed", log -> older(log, 20, 1), 33, Kind.TILE_MISMATCH);
        scene("a partial tile that a full one took the place of", log -> olderOfFull(log, 0), 0);
        scene("one that was changed", log -> olderOfFull(log, 1), 33, Kind.TILE_MISMATCH);
        scene(
                "a partial tile that is too short",
                log -> {
                    older(log, 20, 0);
                    Path tile = log.resolve("tile/0/001.p/20");
                    Files.write(tile, java.util.Arrays.copyOf(Files.readAllBytes(tile), 100));
                },
                33,
                Kind.TILE_MISSING);
        scene(
                "the tile of a checkpoint that is not there yet",
                log -> {
                    Path tile = log.resolve("tile/0/001.p/44");
                    byte[] more = java.util.Arrays.copyOf(Files.readAllBytes(tile), 45 * 32);
                    put(log.resolve("tile/0/001.p/45"), more);
                },
                0);
        scene(
                "a tile that was changed, and an older one of it that was not",
                log -> {
                    older(log, 20, 0);
                    Path tile = log.resolve("tile/0/001.p/44");
                    byte[] changed = Files.readAllBytes(tile);
                    changed[5] ^= 1;
                    Files.write(tile, changed);
                },
                33,
                Kind.TILE_MISMATCH);
    }

    private static JsonObject recovered(long count) {
        return JsonObject.builder()
                .put("event", "recovered")
                .put("takenIn", count)
                .build();
    }

    /** A log of lines of which so many are signed, without its first 100. */
    private static void pruned(Path log, List<byte[]> lines, int signed) throws IOException {
        renew(log, lines, signed);
        SampleLog.prune(log, 100, LINES.get(99));
        Files.delete(SegmentFile.of(log, 1).path());
    }

    private static void renew(Path log, List<byte[]> lines, int signed) throws IOException {
        SampleLog.remove(log);
        SampleLog.write(log, lines.subList(0, signed), 100, SampleLog.signer());
        SampleLog.segments(log, lines, 1, 100);
    }

    private static void append(Path log, byte[] line) throws IOException {
        Files.write(
                SegmentFile.of(log, 201).path(),
                SampleLog.joined(List.of(line)),
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static void behind(Path log, String text) throws IOException {
        Files.writeString(Logs.segment(log), text, StandardOpenOption.APPEND);
    }

    private static void empty(Path log, long first) throws IOException {
        Files.createFile(SegmentFile.of(log, first).path(), OwnerOnly.FILE.whenCreated());
    }

    private static void older(Path log, int width, int change) throws IOException {
        byte[] tile = Files.readAllBytes(log.resolve("tile/0/001.p/44"));
        tile[33] ^= (byte) change;
        put(log.resolve("tile/0/001.p/" + width), java.util.Arrays.copyOf(tile, 32 * width));
    }

    private static void olderOfFull(Path log, int change) throws IOException {
        byte[] tile = Files.readAllBytes(log.resolve("tile/0/000"));
        tile[33] ^= (byte) change;
        Files.createDirectory(log.resolve("tile/0/000.p"), OwnerOnly.DIRECTORY.whenCreated());
        put(log.resolve("tile/0/000.p/200"), java.util.Arrays.copyOf(tile, 32 * 200));
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        permit(file, "rw-------");
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(file, text.replace(from, to));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void link(Path path) throws IOException {
        Path elsewhere = path.resolveSibling(path.getFileName() + ".elsewhere");
        Files.move(path, elsewhere);
        Files.createSymbolicLink(path, elsewhere);
    }

    private static void pipe(Path path) throws IOException {
        Files.deleteIfExists(path);
        try {
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                            .start()
                            .waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
