package dev.praxis.store.postgres;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.net.URI;
import java.time.Instant;

/** What the tests write. */
final class Samples {

    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    static final FactKey KEY = new FactKey("host:cp-1", "memory", "observed");

    private Samples() {}

    static VersionedStore open(URI location) {
        return open(location, StoreOptions.defaults());
    }

    static VersionedStore open(URI location, StoreOptions options) {
        return (VersionedStore) new PostgresStoreProvider().open(location, options);
    }

    static Assertion say(FactKey key, long n) {
        return new Assertion(key, JsonObject.builder().put("n", n).build(), T0.plusSeconds(n), "tester", "because");
    }

    static Assertion say(long n) {
        return say(KEY, n);
    }

    static RetirementRequest end(FactKey key, long second) {
        return new RetirementRequest(key, T0.plusSeconds(second), "retirer", "over");
    }
}
