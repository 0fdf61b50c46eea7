package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sound store without compare-and-set, with the capabilities that it is told to have. */
record PlainStore(Store sound, Set<Capability> capabilities) implements Store {

    @Override
    public Fact put(Assertion assertion) {
        return sound.put(assertion);
    }

    @Override
    public Fact retire(RetirementRequest request) {
        return sound.retire(request);
    }

    @Override
    public Optional<Fact> active(FactKey key) {
        return sound.active(key);
    }

    @Override
    public Page list(FactQuery query) {
        return sound.list(query);
    }

    @Override
    public List<Fact> history(FactKey key, long afterRevision, int limit) {
        return sound.history(key, afterRevision, limit);
    }

    @Override
    public Optional<Fact> asOf(FactKey key, Instant validAt, Basis basis) {
        return sound.asOf(key, validAt, basis);
    }

    @Override
    public void close() {
        sound.close();
    }
}
