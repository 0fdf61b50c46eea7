package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.Receipt;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The verifier and the second one in Python, which shares no code with it, say the same of the same evidence. */
@RequiresTool(value = "python3", from = "python3")
class TwoVerifiersTest {

    private static final NoteVerifierKey KEY = SampleLog.signer().verifierKey();
    private static final int RECORDS = 300;
    private static final List<byte[]> LINES = SampleLog.lines(RECORDS, 0);

    @RegisterExtension
    static final BothVerifiers both = new BothVerifiers();

    @TempDir
    Path directory;

    /** Does something to a log. */
    @FunctionalInterface
    private interface Damage {
        void to(Path log) throws IOException;
    }

    @DisplayName("of logs that are whole or damaged both find the same, in the same places, with the same exit status")
    @TestFactory
    Stream<DynamicTest> logs() throws IOException {
        Path good = directory.resolve("good");
        SampleLog.write(good, LINES, 100, SampleLog.signer());
        Path kept = directory.resolve("kept");
        Files.copy(good.resolve(SignedCheckpoint.FILE), kept);
        Map<String, Damage> all = new LinkedHashMap<>();
        all.put("nothing", log -> {});
        records(all);
        files(all);
        rewriting(all);
        Seed seed = Seed.fresh();
        Random random = seed.random();
        for (int i = 0; i < Soak.times(10, 500); i++) {
            int segment = 1 + 100 * random.nextInt(3);
            int at = random.nextInt(50_000);
            int bit = random.nextInt(8);
            all.put(
                    "bit " + at + "." + bit + " of segment " + segment + " " + seed,
                    log -> flip(SegmentFile.of(log, segment).path(), at, bit));
        }
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach((name, damage) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            Path log = directory.resolve("log-"
                    + Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8));
            SampleLog.copy(good, log);
            damage.to(log);
            both.of(log, KEY, List.of(kept));
            if (name.startsWith("rewritten")) {
                both.of(log, KEY, List.of());
            }
        })));
        return tests.stream();
    }

    private static void records(Map<String, Damage> all) {
        all.put("a removed line", log -> lines(log, lines -> lines.remove(17)));
        all.put("a repeated line", log -> lines(log, lines -> lines.add(17, lines.get(17))));
        all.put("swapped lines", log -> lines(log, lines -> Collections.swap(lines, 17, 90)));
        all.put("the last line removed", log -> lines(log, lines -> lines.remove(RECORDS - 1)));
        all.put(
                "many lines removed",
                log -> lines(log, lines -> lines.subList(40, 290).clear()));
        all.put("a space in a record", log -> lines(log, lines -> lines.set(30, edited(lines.get(30), ":1}", ": 1}"))));
        all.put("another version", log -> lines(log, lines -> lines.set(30, edited(lines.get(30), ":1}", ":2}"))));
        all.put(
                "another order",
                log -> lines(
                        log,
                        lines -> lines.set(
                                30, edited(lines.get(30), "\"tier\":\"T2\",\"time\"", "\"time\":\"T2\",\"tier\""))));
        all.put(
                "a number with zeros",
                log -> lines(log, lines -> lines.set(30, edited(lines.get(30), "\"variant\":0", "\"variant\":00"))));
        all.put(
                "an unescaped slash",
                log -> lines(log, lines -> lines.set(30, edited(lines.get(30), "powercycle", "power\\/cycle"))));
        all.put("bytes that are no UTF-8", log -> {
            byte[] line = LINES.get(30).clone();
            line[12] = (byte) 0xc0;
            lines(log, lines -> lines.set(30, line));
        });
        all.put("an empty line", log -> lines(log, lines -> lines.add(30, new byte[0])));
        all.put("a line that is too long", log -> lines(log, lines -> lines.add(30, new byte[70_000])));
        all.put(
                "lines that are far too long",
                log -> lines(log, lines -> {
                    lines.add(30, new byte[65_535]);
                    lines.add(31, new byte[65_536]);
                    lines.add(32, new byte[400_000]);
                }));
        for (String number : List.of(
                "0.5",
                "1e+21",
                "1e21",
                "-0",
                "5e-324",
                "-7",
                "9007199254740993",
                "1.0",
                "1e-7",
                "123456789012345680000")) {
            all.put("the number " + number, log -> lines(log, lines -> lines.set(0, resealed(lines.get(0), number))));
        }
    }

    private static void files(Map<String, Damage> all) {
        all.put("a cut", log -> truncate(SegmentFile.of(log, 201).path(), 1000));
        all.put(
                "a cut before the last segment",
                log -> truncate(SegmentFile.of(log, 101).path(), 1000));
        all.put("a torn tail", log -> append(SegmentFile.of(log, 201).path(), "{\"act"));
        all.put(
                "the first segment gone",
                log -> Files.delete(SegmentFile.of(log, 1).path()));
        all.put("all segments gone", log -> SampleLog.remove(SegmentFile.directory(log)));
        all.put(
                "a segment misnamed",
                log -> Files.move(
                        SegmentFile.of(log, 101).path(),
                        SegmentFile.of(log, 102).path()));
        all.put("no checkpoint", log -> Files.delete(log.resolve(SignedCheckpoint.FILE)));
        all.put("a flipped checkpoint", log -> flip(log.resolve(SignedCheckpoint.FILE), 40, 0));
        all.put("a flipped tile", log -> flip(log.resolve("tile/0/000"), 4000, 3));
        all.put("a flipped upper tile", log -> flip(log.resolve("tile/1/000.p/1"), 4, 3));
        all.put("no tile", log -> Files.delete(log.resolve("tile/0/001.p/44")));
        all.put("a short tile", log -> truncate(log.resolve("tile/0/000"), 8191));
        all.put("no log.json", log -> Files.delete(log.resolve(LogIdentity.FILE)));
        all.put("a flipped log.json", log -> flip(log.resolve(LogIdentity.FILE), 14, 0));
        all.put("pruned", log -> prune(log, LINES.get(99)));
        all.put("pruned with the hash of another record", log -> prune(log, LINES.get(98)));
        all.put("pruned, and a tile is gone", log -> {
            prune(log, LINES.get(99));
            Files.delete(log.resolve("tile/0/000"));
        });
    }

    private static void rewriting(Map<String, Damage> all) {
        all.put(
                "rewritten from the middle",
                log -> rewrite(log, SampleLog.continued(LINES.subList(0, 150), RECORDS, 1)));
        all.put("rewritten with the tiles", log -> {
            byte[] checkpoint = Files.readAllBytes(log.resolve(SignedCheckpoint.FILE));
            renew(log, SampleLog.lines(RECORDS, 1), 1);
            Files.write(log.resolve(SignedCheckpoint.FILE), checkpoint);
        });
        all.put("rewritten with another key", log -> renew(log, SampleLog.lines(RECORDS, 1), 2));
        all.put("rewritten with the key", log -> renew(log, SampleLog.lines(RECORDS, 1), 1));
        all.put("put back", log -> renew(log, LINES.subList(0, 200), 1));
        all.put("longer than its checkpoint", log -> rewrite(log, SampleLog.continued(LINES, RECORDS + 5, 0)));
    }

    @DisplayName("of every bit of the small files, and of a policy, both say the same")
    @Test
    void bitsOfSmallFiles() throws IOException {
        Path log = directory.resolve("small");
        List<byte[]> lines = SampleLog.lines(4, 0);
        SampleLog.write(
                log, SampleLog.withRecordAboutTheLog(lines, SampleLog.pruning(lines, 2)), 2, SampleLog.signer());
        SampleLog.prune(log, 2, lines.get(1));
        Files.delete(SegmentFile.of(log, 1).path());
        NoteSigner witness = NoteSigner.cosigner(
                "example.com/witness",
                Ed25519KeyPair.ofSeed(new byte[32]),
                InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));
        SignedCheckpoint signed =
                SignedCheckpoint.read(log.resolve(SignedCheckpoint.FILE), KEY).orElseThrow();
        Files.write(
                log.resolve(SignedCheckpoint.FILE),
                signed.note().with(witness.sign(signed.note().unverifiedText())).bytes());
        Path policy = Files.writeString(
                directory.resolve("policy"),
                "log " + KEY + "\nwitness w " + witness.verifierKey() + "\ngroup g 1 w\nquorum g\n");
        assertEquals(0, both.of(log, KEY, List.of(), policy).status());
        Random random = Seed.fresh().random();
        for (Path file : List.of(
                log.resolve(LogIdentity.FILE),
                log.resolve(PrunedPrefix.FILE),
                log.resolve(SignedCheckpoint.FILE),
                log.resolve("tile/0/000.p/5"),
                policy)) {
            byte[] good = Files.readAllBytes(file);
            for (int bit = 0; bit < 8 * good.length; bit++) {
                if (random.nextInt(Soak.times(150, 1)) == 0) {
                    byte[] flipped = good.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    Files.write(file, flipped);
                    int status = both.of(log, KEY, List.of(), policy).status();
                    assertTrue(status != 0 || file.equals(policy), file + " bit " + bit);
                }
            }
            Files.write(file, good);
        }
        assertEquals(0, both.of(log, KEY, List.of(), policy).status());
    }

    @DisplayName("of receipts that are whole or damaged both say the same")
    @Test
    void receipts() throws IOException {
        Path log = directory.resolve("audit");
        SampleLog.write(log, LINES, 100, SampleLog.signer());
        Random random = Seed.fresh().random();
        Path file = directory.resolve("receipt.tlog-proof");
        for (int i = 0; i < Soak.times(12, 400); i++) {
            byte[] bytes = new AuditProver(log, KEY)
                    .receipt(1 + random.nextInt(RECORDS))
                    .bytes();
            if (i % 4 != 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bytes);
            int expected = proves(bytes) ? 0 : 35;
            assertEquals(i % 4 == 0, expected == 0);
            assertEquals(
                    expected,
                    both.python(List.of("receipt", file.toString(), "--key", KEY.toString()))
                            .status());
        }
    }

    private static boolean proves(byte[] bytes) {
        try {
            Receipt.parse(bytes).verify(KEY);
            return true;
        } catch (EvidenceRefusedException e) {
            return false;
        }
    }

    @DisplayName("of checkpoints that extend older ones, or not, both say the same")
    @Test
    void extensions() throws IOException {
        Path log = directory.resolve("audit");
        SampleLog.write(log, LINES, 100, SampleLog.signer());
        Path newer = log.resolve(SignedCheckpoint.FILE);
        int extended = 0;
        for (int size : new int[] {0, 1, 64, 255, 256, 257, 300}) {
            for (int variant = 0; variant < 2; variant++) {
                Path then = directory.resolve("then-" + size + "-" + variant);
                SampleLog.write(then, SampleLog.lines(size, variant), 100, SampleLog.signer());
                Path older = then.resolve(SignedCheckpoint.FILE);
                boolean holds = new AuditProver(log, KEY).extendsOlder(checkpoint(older), checkpoint(newer));
                extended += holds ? 1 : 0;
                assertEquals(
                        holds ? 0 : 35,
                        both.python(List.of(
                                        "extends",
                                        log.toString(),
                                        older.toString(),
                                        newer.toString(),
                                        "--key",
                                        KEY.toString()))
                                .status());
            }
        }
        assertEquals(8, extended);
    }

    private static Checkpoint checkpoint(Path file) throws IOException {
        return SignedCheckpoint.read(file, KEY).orElseThrow().checkpoint();
    }

    private static void lines(Path log, java.util.function.Consumer<List<byte[]>> edit) {
        List<byte[]> lines = new ArrayList<>(LINES);
        edit.accept(lines);
        rewrite(log, lines);
    }

    private static void rewrite(Path log, List<byte[]> lines) {
        try {
            for (SegmentFile segment : SegmentFile.list(log)) {
                Files.delete(segment.path());
            }
            SampleLog.segments(log, lines, 1, 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void renew(Path log, List<byte[]> lines, int key) throws IOException {
        SampleLog.remove(log);
        SampleLog.write(log, lines, 100, SampleLog.signer(key));
    }

    /** As praxis does it, but for the hash. */
    private static void prune(Path log, byte[] last) throws IOException {
        JsonObject pruning = JsonObject.builder()
                .put("event", "pruned")
                .put("sequence", 100)
                .put("hash", SampleLog.hashIn(last))
                .build();
        renew(log, SampleLog.withRecordAboutTheLog(LINES, pruning), 1);
        SampleLog.prune(log, 100, last);
        Files.delete(SegmentFile.of(log, 1).path());
    }

    private static byte[] edited(byte[] line, String from, String to) {
        String text = new String(line, StandardCharsets.UTF_8);
        assertTrue(text.contains(from), from);
        return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    /** With another number, and the hash that goes with its bytes, whether these are canonical or not. */
    private static byte[] resealed(byte[] line, String number) {
        String text = new String(line, StandardCharsets.UTF_8).replace("\"variant\":0", "\"variant\":" + number);
        String member = "\"hash\":\"" + SampleLog.hashIn(line) + "\",";
        Sha256 hash = Sha256.of(text.replace(member, "").getBytes(StandardCharsets.UTF_8));
        return text.replace(member, "\"hash\":\"" + hash + "\",").getBytes(StandardCharsets.UTF_8);
    }

    private static void flip(Path file, int at, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at % bytes.length] ^= (byte) (1 << bit);
        Files.write(file, bytes);
    }

    private static void truncate(Path file, int length) throws IOException {
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, java.nio.file.StandardOpenOption.APPEND);
    }
}
