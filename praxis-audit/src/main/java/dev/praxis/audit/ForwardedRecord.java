package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said over the socket of a journal. The question is the record without the members of the chain, as
 * {@link UnsealedRecord#json} renders it; the answer says {@code sequence}, {@code hash} and {@code json}, or {@code code} and
 * {@code message} of what was thrown. Both are canonical JSON.
 */
final class ForwardedRecord {

    /** Longer than any record and any answer about one. */
    static final int LONGEST_LINE = 4 * RecordFormat.LONGEST_RECORD;

    private static final Set<String> MEMBERS = Set.of(
            "v",
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
            "patternsVersion");

    private ForwardedRecord() {}

    /**
     * Reads a question as from a stranger.
     *
     * @throws PraxisException if it is no record
     */
    static AuditEntry entry(byte[] line) {
        if (!(CanonicalJson.parse(line) instanceof JsonObject record)
                || !record.members().keySet().equals(MEMBERS)
                || !(record.members().get("args") instanceof JsonObject args)) {
            throw new InvalidArgumentException("what was sent to the audit log is not a record; send one");
        }
        Decision decision = named(Decision.class, record, "decision");
        if (decision == Decision.MAINTENANCE) {
            throw new InvalidArgumentException("records of the log about itself are not taken from others");
        }
        return new AuditEntry(
                UtcMicros.parse(text(record, "time")),
                text(record, "actor"),
                text(record, "clientId"),
                text(record, "requestId"),
                text(record, "tool"),
                text(record, "target"),
                named(Tier.class, record, "tier"),
                named(Phase.class, record, "phase"),
                decision,
                args,
                output(record),
                record.string("error").orElse(null),
                text(record, "patternsVersion"));
    }

    private static @Nullable OutputDigest output(JsonObject record) {
        if (!(record.members().get("output") instanceof JsonObject output)) {
            return null;
        }
        if (!(output.members().get("length") instanceof JsonNumber length)) {
            throw new InvalidArgumentException("the output of the record has no length");
        }
        return new OutputDigest(new Sha256(text(output, "sha256")), (long) length.value());
    }

    private static String text(JsonObject record, String member) {
        return record.string(member)
                .orElseThrow(() -> new InvalidArgumentException("the record has no text '" + member + "'"));
    }

    private static <E extends Enum<E>> E named(Class<E> type, JsonObject record, String member) {
        try {
            return Enum.valueOf(type, text(record, member));
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException("the record has no known '" + member + "'");
        }
    }

    static byte[] answer(AuditLine line) {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("sequence", line.sequence())
                .put("hash", line.hash().hex())
                .put("json", line.json())
                .build());
    }

    static byte[] answer(PraxisException refusal) {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("code", refusal.code())
                .put("message", String.valueOf(refusal.getMessage()))
                .build());
    }

    /**
     * Reads an answer.
     *
     * @throws PraxisException what the journal threw
     */
    static AuditLine line(byte[] answer) {
        JsonObject said = CanonicalJson.parseObject(new String(answer, StandardCharsets.UTF_8));
        if (said.members().get("sequence") instanceof JsonNumber sequence) {
            return new AuditLine((long) sequence.value(), new Sha256(text(said, "hash")), text(said, "json"));
        }
        String message = text(said, "message");
        throw switch (text(said, "code")) {
            case "PRX-AUDIT-BUSY" -> new AuditBusyException(message);
            case "PRX-AUDIT-TAMPERED" -> new AuditTamperedException(message);
            case "PRX-AUDIT-SINK" -> new AuditSinkException(message, null);
            default -> new AuditUnavailableException(message, null);
        };
    }
}
