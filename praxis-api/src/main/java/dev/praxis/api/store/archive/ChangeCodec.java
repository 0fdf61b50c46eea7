package dev.praxis.api.store.archive;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A change as canonical JSON. The value of a fact may be as deep and as long as JSON may be in praxis, so the line around it is
 * put together and taken apart by hand: {@code value} is the last member in canonical order, and no other member has an object
 * with one of that name.
 */
final class ChangeCodec {

    static final String KIND = "kind";
    static final String DIGEST = "digest";

    private static final String ASSERTION = "assertion";
    private static final String RETIREMENT = "retirement";
    private static final String VALUE = ",\"value\":";

    private ChangeCodec() {}

    /** The line of a change, without its line feed. */
    static String line(Change change, Sha256 digestBefore) {
        JsonObject.Builder line = JsonObject.builder()
                .put(DIGEST, digestBefore.hex())
                .put("key", key(change.key()))
                .put("sequence", change.sequence())
                .put("recordedAt", UtcMicros.format(change.recordedAt()));
        RequestPlace request = change.request();
        if (request != null) {
            line.put(
                    "request",
                    JsonObject.builder()
                            .put("key", request.key().value())
                            .put("place", request.place())
                            .build());
        }
        if (change instanceof Change.Retired retired) {
            Retirement end = retired.retirement();
            return line.put(KIND, RETIREMENT)
                    .put("retires", retired.version().toString())
                    .put("invalidAt", UtcMicros.format(end.invalidAt()))
                    .put("actor", end.actor())
                    .put("reason", end.reason())
                    .build()
                    .toString();
        }
        Fact fact = ((Change.Asserted) change).fact();
        String head = line.put(KIND, ASSERTION)
                .put("id", fact.id())
                .put("revision", fact.revision())
                .put("contentHash", fact.contentHash().hex())
                .put("validFrom", UtcMicros.format(fact.assertion().validFrom()))
                .put("actor", fact.assertion().actor())
                .put("reason", fact.assertion().reason())
                .build()
                .toString();
        return head.substring(0, head.length() - 1) + VALUE
                + CanonicalJson.text(fact.assertion().value()) + "}";
    }

    /** All members of a line but the value. A quote inside of a string is escaped, so that the first is the member. */
    static JsonObject envelope(String line) {
        int value = line.indexOf(VALUE);
        return CanonicalJson.parseObject(value < 0 ? line : line.substring(0, value) + "}");
    }

    /** The change of a line. What is not canonical shows when it is written again. */
    static Change change(JsonObject envelope, String line) {
        RequestPlace request = envelope.get("request").isPresent() ? request(object(envelope, "request")) : null;
        String kind = text(envelope, KIND);
        if (kind.equals(RETIREMENT)) {
            return retired(envelope, request);
        } else if (!kind.equals(ASSERTION)) {
            throw new InvalidArgumentException("its kind is neither " + ASSERTION + " nor " + RETIREMENT);
        }
        int value = line.indexOf(VALUE);
        if (value < 0 || !line.endsWith("}")) {
            throw new InvalidArgumentException("it has no member value, or does not end behind it");
        }
        Assertion said = new Assertion(
                key(object(envelope, "key")),
                CanonicalJson.parseObject(line.substring(value + VALUE.length(), line.length() - 1)),
                UtcMicros.parse(text(envelope, "validFrom")),
                text(envelope, "actor"),
                text(envelope, "reason"));
        Fact fact = new Fact(
                Utf8Text.require("fact id", text(envelope, "id"), 1, Fact.MAX_ID_BYTES),
                said,
                number(envelope, "revision"),
                number(envelope, "sequence"),
                UtcMicros.parse(text(envelope, "recordedAt")),
                new Sha256(text(envelope, "contentHash")),
                null);
        return new Change.Asserted(fact, request);
    }

    private static Change retired(JsonObject line, @Nullable RequestPlace request) {
        Retirement end = new Retirement(
                UtcMicros.parse(text(line, "invalidAt")),
                UtcMicros.parse(text(line, "recordedAt")),
                number(line, "sequence"),
                text(line, "actor"),
                text(line, "reason"));
        return new Change.Retired(key(object(line, "key")), FactVersion.parse(text(line, "retires")), end, request);
    }

    private static JsonObject key(Key key) {
        JsonObject.Builder parts = JsonObject.builder().put("subject", key.subject());
        if (key instanceof EdgeKey edge) {
            parts.put("type", "edge").put("relation", edge.relation()).put("target", edge.target());
        } else if (key instanceof FactKey fact) {
            parts.put("type", "fact").put("predicate", fact.predicate()).put("factType", fact.factType());
        }
        return parts.build();
    }

    private static Key key(JsonObject parts) {
        String subject = text(parts, "subject");
        return switch (text(parts, "type")) {
            case "fact" -> new FactKey(subject, text(parts, "predicate"), text(parts, "factType"));
            case "edge" -> new EdgeKey(subject, text(parts, "relation"), text(parts, "target"));
            default -> throw new InvalidArgumentException("its key is neither of a fact nor of an edge");
        };
    }

    private static RequestPlace request(JsonObject parts) {
        return new RequestPlace(new IdempotencyKey(text(parts, "key")), (int) number(parts, "place"));
    }

    static String text(JsonObject object, String member) {
        return object.string(member).orElseThrow(() -> missing(member));
    }

    static long number(JsonObject object, String member) {
        return object.get(member)
                .filter(JsonNumber.class::isInstance)
                .map(number -> (long) ((JsonNumber) number).value())
                .orElseThrow(() -> missing(member));
    }

    private static JsonObject object(JsonObject object, String member) {
        return object.get(member)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElseThrow(() -> missing(member));
    }

    private static InvalidArgumentException missing(String member) {
        return new InvalidArgumentException("it has no member " + member + " of the right kind");
    }
}
