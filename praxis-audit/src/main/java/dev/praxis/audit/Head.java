package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * What {@code head.json} says: how far the journal was acknowledged. Without it a cut at a line boundary could not be
 * told from a journal that never was longer.
 *
 * @param sequence the sequence of the last record; 0 for an empty journal
 * @param hash the hash of the last record; 64 zeros for an empty journal
 * @param length the length of the journal in bytes
 */
record Head(long sequence, Sha256 hash, long length) {

    static final Sha256 NO_HASH = new Sha256("0".repeat(64));
    static final Head EMPTY = new Head(0, NO_HASH, 0);

    private static final Set<String> MEMBERS = Set.of("hash", "length", "sequence", "v");

    Head {
        if (sequence < 0 || length < 0 || (sequence == 0 && (length != 0 || !hash.equals(NO_HASH)))) {
            throw new InvalidArgumentException("a head with sequence " + sequence + " and length " + length
                    + " cannot be; restore head.json from a copy");
        }
    }

    /** The head after one more record, whose line has so many bytes with its line feed. */
    Head after(SealedRecord record) {
        return new Head(record.sequence(), record.hash(), length + record.lineBytes().length);
    }

    byte[] bytes() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("v", RecordFormat.VERSION)
                .put("sequence", sequence)
                .put("hash", hash.hex())
                .put("length", length)
                .build());
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws dev.praxis.api.PraxisException if it is anything else
     */
    static Head parse(byte[] bytes) {
        JsonObject object = CanonicalJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
        if (!object.members().keySet().equals(MEMBERS)
                || !(object.members().get("sequence") instanceof JsonNumber sequence)
                || !(object.members().get("length") instanceof JsonNumber length)) {
            throw new InvalidArgumentException("head.json has not the members of a head; restore it from a copy");
        }
        Head head = new Head(
                (long) sequence.value(), new Sha256(object.string("hash").orElse("")), (long) length.value());
        if (!Arrays.equals(head.bytes(), bytes)) {
            throw new InvalidArgumentException("head.json is not in canonical form; restore it from a copy");
        }
        return head;
    }
}
