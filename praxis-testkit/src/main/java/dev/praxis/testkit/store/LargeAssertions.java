package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;

/** Assertions whose value has an exact length. */
final class LargeAssertions {

    private LargeAssertions() {}

    /**
     * An assertion whose value has a canonical form of a given length.
     *
     * @param bytes the length in bytes of UTF-8
     */
    static Assertion ofValueLength(FactKey key, int bytes) {
        int overhead = CanonicalJson.bytes(value("")).length;
        return new Assertion(key, value("x".repeat(bytes - overhead)), StorePlace.NOON, "actor", "reason");
    }

    private static JsonObject value(String text) {
        return JsonObject.builder().put("text", text).build();
    }
}
