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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A test double: active facts in a map. It knows no history, time or retirement. */
public final class InMemoryStoreDouble implements Store {

    private final Map<FactKey, Fact> active = new ConcurrentHashMap<>();

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Fact put(Assertion assertion) {
        return active.compute(assertion.key(), (key, old) -> {
            long revision = old == null ? 1 : old.revision() + 1;
            return new Fact("f" + revision, assertion, revision, 1, Instant.EPOCH, assertion.contentHash(), null);
        });
    }

    @Override
    public Optional<Fact> active(FactKey key) {
        return Optional.ofNullable(active.get(key));
    }

    @Override
    public Fact retire(RetirementRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page list(FactQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Fact> history(FactKey key, long afterRevision, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Fact> asOf(FactKey key, Instant validAt, Basis basis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
