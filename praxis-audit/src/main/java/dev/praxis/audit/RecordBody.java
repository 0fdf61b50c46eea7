package dev.praxis.audit;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.redaction.Redactor;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an entry what its record says: redacted, representable in JSON, and short enough. Whatever the entry holds,
 * there is a record in the end: what cannot be kept is replaced by what can be said of it. Thread-safe.
 */
final class RecordBody {

    /** The longest actor, client, request, tool, target or version, in bytes of canonical JSON. */
    static final int LONGEST_TEXT = 4096;

    /** An error text may be a whole stack trace; the evidence keeps this many bytes of it, in canonical JSON. */
    static final int LONGEST_ERROR = 16_384;

    /** What the chain adds to a body: {@code hash}, {@code previousHash} and {@code sequence}, at most. */
    private static final int CHAIN_BYTES =
            ("\"hash\":\"\",\"previousHash\":\"\",\"sequence\":,".length() + 2 * 64) + 16;

    private final Redactor redactor;

    RecordBody(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The record without its place in the chain. */
    UnsealedRecord of(AuditEntry entry) {
        JsonObject args = args(entry.args());
        return of(entry, args.depth() < JsonValue.MAX_DEPTH ? args : Elision.elided(args)); // the record is around it
    }

    /** The same where nobody's text but our own is in the arguments: a verifier must find in them what was put there. */
    UnsealedRecord withOwnArguments(AuditEntry entry) {
        return of(entry, entry.args());
    }

    private UnsealedRecord of(AuditEntry entry, JsonObject args) {
        SortedMap<String, JsonValue> members = new TreeMap<>();
        members.put("v", JsonNumber.of(RecordFormat.VERSION));
        members.put("time", new JsonString(UtcMicros.format(entry.time())));
        members.put("actor", text(entry.actor(), LONGEST_TEXT));
        members.put("clientId", text(entry.clientId(), LONGEST_TEXT));
        members.put("requestId", text(entry.requestId(), LONGEST_TEXT));
        members.put("tool", text(entry.tool(), LONGEST_TEXT));
        members.put("target", text(entry.target(), LONGEST_TEXT));
        members.put("tier", new JsonString(entry.tier().name()));
        members.put("phase", new JsonString(entry.phase().name()));
        members.put("decision", new JsonString(entry.decision().name()));
        members.put("args", args);
        members.put("output", output(entry));
        members.put("error", error(entry.error()));
        members.put("patternsVersion", text(entry.patternsVersion(), LONGEST_TEXT));
        return shortEnough(members, args);
    }

    /** Most records are: so they are rendered before they are measured, and rendered again only when they are not. */
    private static UnsealedRecord shortEnough(SortedMap<String, JsonValue> members, JsonObject args) {
        UnsealedRecord whole = UnsealedRecord.of(members);
        int tooMany = whole.bodyBytes() + CHAIN_BYTES - RecordFormat.LONGEST_RECORD;
        if (tooMany <= 0) {
            return whole;
        }
        members.put("args", Elision.shortened(args, Elision.canonicalLength(args) - tooMany));
        return UnsealedRecord.of(members);
    }

    private JsonObject args(JsonObject args) {
        return redacted(
                () -> redactor.redact(args),
                failure -> JsonObject.builder().put("$unredactable", failure).build());
    }

    private JsonValue error(@Nullable String error) {
        return error == null ? JsonNull.NULL : text(error, LONGEST_ERROR);
    }

    private JsonString text(String text, int longest) {
        String redacted = redacted(
                () -> redactor.redact(Elision.representable(text)), failure -> "[unredactable: " + failure + "]");
        return Elision.shortened(new JsonString(redacted), longest);
    }

    /** Rules of others may break on what they are shown. Then it is not shown to anybody, but there is a record. */
    private static <T> T redacted(Supplier<T> redaction, Function<String, T> otherwise) {
        try {
            return redaction.get();
        } catch (RuntimeException | StackOverflowError e) {
            return otherwise.apply(e.getClass().getSimpleName());
        }
    }

    private static JsonValue output(AuditEntry entry) {
        return entry.output() == null
                ? JsonNull.NULL
                : JsonObject.builder()
                        .put("sha256", entry.output().sha256().hex())
                        .put("length", entry.output().length())
                        .build();
    }
}
