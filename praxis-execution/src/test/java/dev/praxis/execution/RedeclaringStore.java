package dev.praxis.execution;

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

/** A test double: whoever reads a host finds it declared anew at the next read, as if another process had been at it. */
final class RedeclaringStore implements Store {

    private final Lab lab;

    RedeclaringStore(Lab lab) {
        this.lab = lab;
    }

    @Override
    public Optional<Fact> active(FactKey key) {
        Optional<Fact> found = lab.store.active(key);
        lab.declare("a", "lab", "10.0.0.9");
        return found;
    }

    @Override
    public Set<Capability> capabilities() {
        return lab.store.capabilities();
    }

    @Override
    public Fact put(Assertion assertion) {
        return lab.store.put(assertion);
    }

    @Override
    public Fact retire(RetirementRequest request) {
        return lab.store.retire(request);
    }

    @Override
    public Page list(FactQuery query) {
        return lab.store.list(query);
    }

    @Override
    public List<Fact> history(FactKey key, long afterRevision, int limit) {
        return lab.store.history(key, afterRevision, limit);
    }

    @Override
    public Optional<Fact> asOf(FactKey key, Instant validAt, Basis basis) {
        return lab.store.asOf(key, validAt, basis);
    }

    @Override
    public void close() {}
}
