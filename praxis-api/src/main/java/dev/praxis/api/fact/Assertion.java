package dev.praxis.api.fact;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/**
 * What somebody says: the part of a fact that comes from its author, not from the store.
 *
 * @param key what it is about
 * @param value what is said
 * @param validFrom since when it is true in the world (valid time); truncated to microseconds
 * @param actor who says so; 1 to {@value #MAX_ACTOR_BYTES} bytes of UTF-8
 * @param reason why; 1 to {@value #MAX_REASON_BYTES} bytes of UTF-8
 */
public record Assertion(FactKey key, JsonObject value, Instant validFrom, String actor, String reason) {

    /** The greatest length of an actor, in bytes of UTF-8. */
    public static final int MAX_ACTOR_BYTES = 1024;

    /** The greatest length of a reason, in bytes of UTF-8. */
    public static final int MAX_REASON_BYTES = 4096;

    /**
     * Checks the parts.
     *
     * @throws InvalidArgumentException if the actor or reason is empty or too long, or the time is out of range
     */
    public Assertion {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        validFrom = UtcMicros.truncate(validFrom);
        Utf8Text.require("actor", actor, 1, MAX_ACTOR_BYTES);
        Utf8Text.require("reason", reason, 1, MAX_REASON_BYTES);
    }

    /**
     * The SHA-256 over the canonical JSON (RFC 8785) of the object with the members {@code actor}, {@code factType},
     * {@code predicate}, {@code reason}, {@code subject}, {@code validFrom} (ISO 8601, UTC, six fractional digits) and
     * {@code value}. Equal on every backend.
     *
     * @return the content hash
     * @throws dev.praxis.api.json.JsonRefusedException if the canonical form is longer than
     *     {@value dev.praxis.api.json.JsonValue#MAX_BYTES} bytes
     */
    public Sha256 contentHash() {
        return Sha256.of(CanonicalJson.bytes(JsonObject.builder()
                .put("subject", key.subject())
                .put("predicate", key.predicate())
                .put("factType", key.factType())
                .put("value", value)
                .put("validFrom", UtcMicros.format(validFrom))
                .put("actor", actor)
                .put("reason", reason)
                .build()));
    }
}
