package dev.praxis.testkit.store;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;

/** Assertions of an exact length. */
final class LargeAssertions {

    private LargeAssertions() {}

    /**
     * An assertion whose hashed document, as {@link Assertion#contentHash()} describes it, has a given length.
     *
     * @param bytes the length in bytes of UTF-8
     */
    static Assertion ofCanonicalLength(FactKey key, int bytes) {
        int overhead = CanonicalJson.bytes(document(withText(key, ""))).length;
        return withText(key, "x".repeat(bytes - overhead));
    }

    private static Assertion withText(FactKey key, String text) {
        JsonObject value = JsonObject.builder().put("text", text).build();
        return new Assertion(key, value, StorePlace.NOON, "actor", "reason");
    }

    private static JsonObject document(Assertion assertion) {
        return JsonObject.builder()
                .put("actor", assertion.actor())
                .put("factType", assertion.key().factType())
                .put("predicate", assertion.key().predicate())
                .put("reason", assertion.reason())
                .put("subject", assertion.key().subject())
                .put("validFrom", UtcMicros.format(assertion.validFrom()))
                .put("value", assertion.value())
                .build();
    }
}
