package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How a record is read, version {@value #VERSION}: see {@link AuditJournal}. {@link RecordBody} writes it. */
final class RecordFormat {

    static final long VERSION = 1;

    /**
     * The longest record without its line feed: what an entry of a C2SP tlog-tiles log can be
     * (<a href="https://c2sp.org/tlog-tiles">tlog-tiles</a>, "Log Entries").
     */
    static final int LONGEST_RECORD = 65_535;

    private static final Set<String> MEMBERS = Set.of(
            "v",
            "sequence",
            "time",
            "actor",
            "clientId",
            "requestId",
            "tool",
            "target",
            "tier",
            "phase",
            "decision",
            "args",
            "output",
            "error",
            "patternsVersion",
            "previousHash",
            "hash");

    private RecordFormat() {}

    /**
     * Reads a line, without its line feed. The hash need not be right.
     *
     * @throws dev.praxis.api.PraxisException if it is no record; the message does not show the line
     */
    static SealedRecord parse(byte[] line) {
        if (line.length > LONGEST_RECORD) {
            throw new InvalidArgumentException("the line is longer than a record can be");
        }
        if (!(CanonicalJson.parse(line) instanceof JsonObject record)) {
            throw new InvalidArgumentException("the line is no JSON object");
        }
        if (!record.members().keySet().equals(MEMBERS)) {
            throw new InvalidArgumentException("the line has not the members of a record");
        }
        if (!(record.members().get("v") instanceof JsonNumber version) || version.value() != VERSION) {
            throw new InvalidArgumentException("the version of the record is not known to this praxis");
        }
        if (!(record.members().get("sequence") instanceof JsonNumber sequence)) {
            throw new InvalidArgumentException("the sequence is no number");
        }
        Map<String, JsonValue> unsealed = new TreeMap<>(record.members());
        unsealed.remove("hash");
        return new SealedRecord(
                CanonicalJson.text(record),
                (long) sequence.value(),
                new Sha256(record.string("previousHash").orElse("")),
                new Sha256(record.string("hash").orElse("")),
                Sha256.of(CanonicalJson.bytes(JsonObject.of(unsealed))),
                record);
    }

    /** Whether a line is written as praxis writes it. Text alone would not do: bytes that are no UTF-8 read like others. */
    static boolean isCanonical(SealedRecord record, byte[] line) {
        return Arrays.equals(record.json().getBytes(StandardCharsets.UTF_8), line);
    }
}
