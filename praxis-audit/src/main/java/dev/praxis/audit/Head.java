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
 * Where the chain is.
 *
 * @param sequence the sequence of the last record; 0 before the first
 * @param hash the hash of the last record; 64 zeros before the first
 */
record Head(long sequence, Sha256 hash) {

    static final Sha256 NO_HASH = new Sha256("0".repeat(64));
    static final Head EMPTY = new Head(0, NO_HASH);

    private static final Set<String> MEMBERS = Set.of("hash", "sequence", "v");

    Head {
        if (sequence < 0 || (sequence == 0) != hash.equals(NO_HASH)) {
            throw new InvalidArgumentException(
                    "a head with sequence " + sequence + " and this hash cannot be; restore head.json from a copy");
        }
    }

    /** The head after one more record. */
    Head after(SealedLine line) {
        return new Head(line.sequence(), line.hash());
    }

    /** The head after one more record. */
    Head after(SealedRecord record) {
        return new Head(record.sequence(), record.hash());
    }

    byte[] bytes() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("v", RecordFormat.VERSION)
                .put("sequence", sequence)
                .put("hash", hash.hex())
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
                || !(object.members().get("sequence") instanceof JsonNumber sequence)) {
            throw new InvalidArgumentException("head.json has not the members of a head; restore it from a copy");
        }
        Head head = new Head(
                (long) sequence.value(), new Sha256(object.string("hash").orElse("")));
        if (!Arrays.equals(head.bytes(), bytes)) {
            throw new InvalidArgumentException("head.json is not in canonical form; restore it from a copy");
        }
        return head;
    }
}
