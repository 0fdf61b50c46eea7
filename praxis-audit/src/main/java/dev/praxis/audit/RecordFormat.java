package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.redaction.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form of a record, version {@value #VERSION}: see {@link AuditJournal}. */
final class RecordFormat {

    static final long VERSION = 1;

    /** An error text may be a whole stack trace; the evidence keeps this many characters of it. */
    private static final int LONGEST_ERROR = 16_384;

    /**
     * What an outcome may have more than its intent, which it repeats: an error of {@value #LONGEST_ERROR} characters, up to
     * 6 bytes each in canonical JSON, then the digest of the output. The rest is reserve.
     */
    private static final int OUTCOME_HEADROOM = 128 << 10;

    /** A longer intent is refused: when the deed is done it is too late to find that its outcome cannot be recorded. */
    static final int LONGEST_INTENT = JsonValue.MAX_BYTES - OUTCOME_HEADROOM;

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

    /** What a record says, redacted, before it has its place in the chain. */
    static JsonObject body(AuditEntry entry, Redactor redactor) {
        String error = entry.error();
        return JsonObject.builder()
                .put("v", VERSION)
                .put("time", UtcMicros.format(entry.time()))
                .put("actor", text(entry.actor(), redactor))
                .put("clientId", text(entry.clientId(), redactor))
                .put("requestId", text(entry.requestId(), redactor))
                .put("tool", text(entry.tool(), redactor))
                .put("target", text(entry.target(), redactor))
                .put("tier", entry.tier().name())
                .put("phase", entry.phase().name())
                .put("decision", entry.decision().name())
                .put("args", redactor.redact(entry.args()))
                .put("output", output(entry))
                .put("error", error == null ? JsonNull.NULL : new JsonString(shortened(text(error, redactor))))
                .put("patternsVersion", text(entry.patternsVersion(), redactor))
                .build();
    }

    /**
     * Gives a body its place in the chain.
     *
     * @throws JsonRefusedException if the record is too long
     */
    static SealedRecord seal(JsonObject body, Head head) {
        Map<String, JsonValue> members = new TreeMap<>(body.members());
        members.put("sequence", JsonNumber.of(head.sequence() + 1));
        members.put("previousHash", new JsonString(head.hash().hex()));
        Sha256 hash = Sha256.of(CanonicalJson.bytes(JsonObject.of(members)));
        members.put("hash", new JsonString(hash.hex()));
        JsonObject sealed = JsonObject.of(members);
        byte[] bytes = CanonicalJson.bytes(sealed);
        SealedRecord record = new SealedRecord(
                new String(bytes, StandardCharsets.UTF_8), head.sequence() + 1, head.hash(), hash, hash, sealed);
        if (record.isAllowedIntent() && bytes.length > LONGEST_INTENT) {
            throw new JsonRefusedException(
                    "an intent of " + bytes.length + " bytes leaves no room for its outcome, at most " + LONGEST_INTENT
                            + " do; ask for less at once",
                    null);
        }
        return record;
    }

    /**
     * Reads a line, without its line feed. The hash need not be right.
     *
     * @throws dev.praxis.api.PraxisException if it is no record; the message does not show the line
     */
    static SealedRecord parse(byte[] line) {
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

    private static JsonValue output(AuditEntry entry) {
        return entry.output() == null
                ? JsonNull.NULL
                : JsonObject.builder()
                        .put("sha256", entry.output().sha256().hex())
                        .put("length", entry.output().length())
                        .build();
    }

    /** Evidence must not fail because of what it tells of: what JSON cannot hold is replaced by U+FFFD. */
    private static String text(String text, Redactor redactor) {
        return redactor.redact(representable(text));
    }

    private static String representable(String text) {
        @Nullable StringBuilder replaced = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                replaced = replaced == null ? new StringBuilder(text) : replaced;
                replaced.setCharAt(i, '\uFFFD');
            }
        }
        return replaced == null ? text : replaced.toString();
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_ERROR) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_ERROR - 1)) ? LONGEST_ERROR - 1 : LONGEST_ERROR;
        return text.substring(0, end) + "…";
    }
}
