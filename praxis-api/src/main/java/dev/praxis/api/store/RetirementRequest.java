package dev.praxis.api.store;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Key;
import java.time.Instant;
import java.util.Objects;

/**
 * The wish to end the active fact of a key.
 *
 * @param key the key
 * @param invalidAt since when it is no longer true in the world (valid time); truncated to microseconds
 * @param actor who says so; 1 to {@value Assertion#MAX_ACTOR_BYTES} bytes of UTF-8
 * @param reason why; 1 to {@value Assertion#MAX_REASON_BYTES} bytes of UTF-8
 */
public record RetirementRequest(Key key, Instant invalidAt, String actor, String reason) {

    /**
     * Checks the parts.
     *
     * @throws dev.praxis.api.InvalidArgumentException if actor or reason are empty or too long, or the time is out of
     *     range
     */
    public RetirementRequest {
        Objects.requireNonNull(key, "key");
        invalidAt = UtcMicros.truncate(invalidAt);
        Utf8Text.require("actor", actor, 1, Assertion.MAX_ACTOR_BYTES);
        Utf8Text.require("reason", reason, 1, Assertion.MAX_REASON_BYTES);
    }
}
