package dev.praxis.api.fact;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import java.time.Instant;

/**
 * How a fact ended: because a newer fact of its key superseded it, or because somebody retired it.
 *
 * @param invalidAt since when it is no longer true in the world (valid time): the {@code validFrom} of the fact that
 *     superseded it, or what the one who retired it said
 * @param supersededAt when the store took the end down (recorded time)
 * @param sequence the place of the end among all changes of the store; that of the superseding fact, or one of its own
 * @param actor who superseded or retired it
 * @param reason why
 */
public record Retirement(Instant invalidAt, Instant supersededAt, long sequence, String actor, String reason) {

    /**
     * Checks the parts.
     *
     * @throws dev.praxis.api.InvalidArgumentException if a time is out of range, or actor or reason are empty or too long
     */
    public Retirement {
        invalidAt = UtcMicros.truncate(invalidAt);
        supersededAt = UtcMicros.truncate(supersededAt);
        Utf8Text.require("actor", actor, 1, Assertion.MAX_ACTOR_BYTES);
        Utf8Text.require("reason", reason, 1, Assertion.MAX_REASON_BYTES);
    }
}
