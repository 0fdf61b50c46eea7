package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.audit.tlog.MemoryDisk;
import dev.praxis.audit.tlog.MerkleLog;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Logs as the format describes them, written without the journal, so that they can also be written wrong. */
final class SampleLog {

    static final String ORIGIN = "example.com/praxis/sample";

    private SampleLog() {}

    static NoteSigner signer() {
        return signer(1);
    }

    static NoteSigner signer(int key) {
        byte[] seed = new byte[Ed25519KeyPair.SEED_BYTES];
        Arrays.fill(seed, (byte) key);
        return NoteSigner.ed25519(ORIGIN, Ed25519KeyPair.ofSeed(seed));
    }

    /** Lines of records whose chain is right; the variant is in the arguments. */
    static List<byte[]> lines(int count, int variant) {
        return continued(List.of(), count, variant);
    }

    /** The same lines, and more of another variant. */
    static List<byte[]> continued(List<byte[]> before, int count, int variant) {
        List<byte[]> lines = new ArrayList<>(before);
        String previous = before.isEmpty() ? "0".repeat(64) : hashIn(before.get(before.size() - 1));
        for (int sequence = before.size() + 1; sequence <= count; sequence++) {
            byte[] line = line(sequence, variant, previous);
            lines.add(line);
            previous = hashIn(line);
        }
        return lines;
    }

    static String hashIn(byte[] line) {
        return CanonicalJson.parseObject(new String(line, StandardCharsets.UTF_8))
                .string("hash")
                .orElseThrow();
    }

    private static byte[] line(int sequence, int variant, String previous) {
        boolean intent = sequence % 2 == 1;
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("v", JsonNumber.of(1));
        members.put("sequence", JsonNumber.of(sequence));
        members.put("time", new JsonString("2026-11-21T08:00:00.123456Z"));
        for (String name : List.of("actor", "clientId", "target", "patternsVersion")) {
            members.put(name, new JsonString(name + "-1"));
        }
        members.put("tool", new JsonString("talos.reboot"));
        members.put("requestId", new JsonString("request-" + (sequence + 1) / 2));
        members.put("tier", new JsonString("T2"));
        members.put("phase", new JsonString(intent ? "INTENT" : "OUTCOME"));
        members.put("decision", new JsonString("ALLOWED"));
        members.put(
                "args",
                sequence % 5 == 0
                        ? JsonObject.builder()
                                .put("mode", "größer \"als\" \n")
                                .put("half", new JsonNumber(0.5))
                                .build()
                        : JsonObject.builder()
                                .put("mode", "powercycle")
                                .put("variant", variant)
                                .build());
        members.put(
                "output",
                intent
                        ? JsonNull.NULL
                        : JsonObject.builder()
                                .put("length", 12)
                                .put(
                                        "sha256",
                                        Sha256.of(new byte[] {(byte) sequence}).hex())
                                .build());
        members.put("error", sequence % 7 == 0 ? new JsonString("exit 1") : JsonNull.NULL);
        members.put("previousHash", new JsonString(previous));
        return sealed(members);
    }

    /** The same lines, and a record of the log about itself. */
    static List<byte[]> withRecordAboutTheLog(List<byte[]> before, JsonObject args) {
        int sequence = before.size() + 1;
        String previous = before.isEmpty() ? "0".repeat(64) : hashIn(before.get(before.size() - 1));
        JsonObject usual = CanonicalJson.parseObject(new String(line(sequence, 0, previous), StandardCharsets.UTF_8));
        Map<String, JsonValue> members = new TreeMap<>(usual.members());
        members.remove("hash");
        members.put("tool", new JsonString("praxis.audit"));
        members.put("phase", new JsonString("OUTCOME"));
        members.put("decision", new JsonString("MAINTENANCE"));
        members.put("args", args);
        List<byte[]> lines = new ArrayList<>(before);
        lines.add(sealed(members));
        return lines;
    }

    /** What a record says of a pruning up to one of the lines. */
    static JsonObject pruning(List<byte[]> lines, int sequence) {
        return JsonObject.builder()
                .put("event", "pruned")
                .put("sequence", sequence)
                .put("hash", hashIn(lines.get(sequence - 1)))
                .build();
    }

    private static byte[] sealed(Map<String, JsonValue> members) {
        Sha256 hash = Sha256.of(CanonicalJson.bytes(JsonObject.of(members)));
        members.put("hash", new JsonString(hash.hex()));
        return CanonicalJson.bytes(JsonObject.of(members));
    }

    /** Writes a whole log: segments of so many records, tiles, checkpoint, description. */
    static void write(Path log, List<byte[]> lines, int perSegment, NoteSigner signer) {
        try {
            WholeFiles files = new WholeFiles(new MemoryDisk());
            files.makeDirectories(SegmentFile.directory(log));
            files.replace(log.resolve(LogIdentity.FILE), new LogIdentity(signer().verifierKey()).bytes());
            segments(log, lines, 1, perSegment);
            MerkleLog merkle = MemoryDisk.open(log, signer);
            for (byte[] line : lines.subList((int) merkle.size(), lines.size())) {
                merkle.append(line);
            }
            merkle.checkpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes that a log was pruned, and removes nothing. */
    static void prune(Path log, long sequence, byte[] last) throws IOException {
        new WholeFiles(new MemoryDisk())
                .replace(log.resolve(PrunedPrefix.FILE), new PrunedPrefix(sequence, new Sha256(hashIn(last))).bytes());
    }

    /** Writes segments of lines, the first of which has this sequence. */
    static void segments(Path log, List<byte[]> lines, int first, int perSegment) throws IOException {
        WholeFiles files = new WholeFiles(new MemoryDisk());
        for (int from = 0; from < lines.size(); from += perSegment) {
            List<byte[]> part = lines.subList(from, Math.min(lines.size(), from + perSegment));
            files.replace(SegmentFile.of(log, first + from).path(), joined(part));
        }
    }

    static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.writeBytes(line);
            all.write('\n');
        }
        return all.toByteArray();
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path log) {
        try (Stream<Path> tree = Files.walk(log)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
