package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pruned.json} says: up to which record the log was pruned. The tree keeps the leaves of the records, so every proof of
 * what remains still holds.
 *
 * @param sequence the sequence of the last record that is not there any more
 * @param hash its hash, which the first record that is there names
 */
record PrunedPrefix(long sequence, Sha256 hash) {

    static final String FILE = "pruned.json";
    private static final int LONGEST = 1024;

    PrunedPrefix {
        if (sequence < 1) {
            throw new InvalidArgumentException("a log that was pruned lacks at least one record");
        }
    }

    /**
     * Reads the file.
     *
     * @param log the directory of the log
     * @return what it says; empty when the log was never pruned
     * @throws PraxisException if it is not what praxis writes
     */
    static Optional<PrunedPrefix> read(Path log) throws IOException {
        byte @Nullable [] bytes = WholeFiles.read(log.resolve(FILE), LONGEST);
        if (bytes == null) {
            return Optional.empty();
        }
        JsonObject object = CanonicalJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
        double sequence = object.get("sequence").orElse(null) instanceof JsonNumber number ? number.value() : 0;
        PrunedPrefix prefix = new PrunedPrefix(
                (long) sequence, new Sha256(object.string("hash").orElse("")));
        if (!Arrays.equals(prefix.bytes(), bytes)) {
            throw new InvalidArgumentException(FILE + " is not what praxis writes");
        }
        return Optional.of(prefix);
    }

    /** Those of the segments, oldest first, that have only records that were pruned: a pruning that was cut off left them. */
    LeftOver leftOver(List<SegmentFile> segments) {
        return new LeftOver(this, segments.subList(0, countLeftOver(segments)));
    }

    /** The others. */
    List<SegmentFile> kept(List<SegmentFile> segments) {
        return segments.subList(countLeftOver(segments), segments.size());
    }

    private int countLeftOver(List<SegmentFile> segments) {
        int count = 0;
        while (count + 1 < segments.size() && segments.get(count + 1).first() <= sequence + 1) {
            count++;
        }
        return count;
    }

    byte[] bytes() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("v", RecordFormat.VERSION)
                .put("sequence", sequence)
                .put("hash", hash.hex())
                .build());
    }
}
