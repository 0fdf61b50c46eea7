package dev.praxis.api.fact;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;

/**
 * What somebody says: the part of a fact that comes from its author, not from the store.
 *
 * @param key what it is about
 * @param value what is said; of an edge, its attributes
 * @param validFrom since when it is true in the world (valid time); truncated to microseconds
 * @param actor who says so; 1 to {@value #MAX_ACTOR_BYTES} bytes of UTF-8
 * @param reason why; 1 to {@value #MAX_REASON_BYTES} bytes of UTF-8
 */
public record Assertion(Key key, JsonObject value, Instant validFrom, String actor, String reason) {

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
     * {@code value}; of an edge with {@code relation} and {@code target} in place of {@code predicate} and
     * {@code factType}. Equal on every backend.
     *
     * @return the content hash
     * @throws dev.praxis.api.json.JsonRefusedException if the canonical form of the value is longer than
     *     {@value dev.praxis.api.json.JsonValue#MAX_BYTES} bytes
     */
    public Sha256 contentHash() {
        // Put together by hand, in canonical order: as a JSON value it would be one level deeper and a little longer
        // than
        // the value in it, which may be as deep and as long as a value can be.
        MessageDigest digest = Sha256.newDigest();
        update(digest, "{\"actor\":" + new JsonString(actor));
        if (key instanceof FactKey fact) {
            update(digest, ",\"factType\":" + new JsonString(fact.factType()));
            update(digest, ",\"predicate\":" + new JsonString(fact.predicate()));
        }
        update(digest, ",\"reason\":" + new JsonString(reason));
        if (key instanceof EdgeKey edge) {
            update(digest, ",\"relation\":" + new JsonString(edge.relation()));
        }
        update(digest, ",\"subject\":" + new JsonString(key.subject()));
        if (key instanceof EdgeKey edge) {
            update(digest, ",\"target\":" + new JsonString(edge.target()));
        }
        update(digest, ",\"validFrom\":" + new JsonString(UtcMicros.format(validFrom)) + ",\"value\":");
        digest.update(CanonicalJson.bytes(value));
        update(digest, "}");
        return Sha256.finish(digest);
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
