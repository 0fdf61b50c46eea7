package dev.praxis.audit.view;

import dev.praxis.api.PraxisException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log as far as a view needs it: every member is there and of its type. Whether it is true is not asked.
 *
 * @param json the record
 * @param sequence its sequence
 * @param time when it happened
 * @param tier how much it could hurt
 * @param phase before or after
 * @param decision what the gate decided
 * @param error why it was denied or failed, or null
 */
record RecordText(
        JsonObject json,
        long sequence,
        Instant time,
        Tier tier,
        Phase phase,
        Decision decision,
        @Nullable String error) {

    /** Empty if the line is no record. */
    static Optional<RecordText> parse(String line) {
        try {
            JsonObject json = CanonicalJson.parseObject(line);
            if (!(json.get("sequence").orElse(JsonNull.NULL) instanceof JsonNumber sequence)
                    || !(json.get("args").orElse(JsonNull.NULL) instanceof JsonObject)) {
                return Optional.empty();
            }
            RecordText record = new RecordText(
                    json,
                    (long) sequence.value(),
                    UtcMicros.parse(text(json, "time")),
                    Tier.valueOf(text(json, "tier")),
                    Phase.valueOf(text(json, "phase")),
                    Decision.valueOf(text(json, "decision")),
                    error(json));
            for (String each : new String[] {
                "actor", "clientId", "requestId", "tool", "target", "patternsVersion", "previousHash", "hash"
            }) {
                record.text(each);
            }
            return output(json) ? Optional.of(record) : Optional.empty();
        } catch (PraxisException | NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text(String member) {
        return text(json, member);
    }

    private static String text(JsonObject json, String member) {
        return json.string(member).orElseThrow();
    }

    private static @Nullable String error(JsonObject json) {
        JsonValue error = json.get("error").orElseThrow();
        if (error instanceof JsonString text) {
            return text.value();
        }
        if (error instanceof JsonNull) {
            return null;
        }
        throw new NoSuchElementException("error");
    }

    private static boolean output(JsonObject json) {
        JsonValue output = json.get("output").orElseThrow();
        return output instanceof JsonNull
                || (output instanceof JsonObject digest
                        && digest.string("sha256").isPresent()
                        && digest.get("length").orElse(JsonNull.NULL) instanceof JsonNumber);
    }
}
