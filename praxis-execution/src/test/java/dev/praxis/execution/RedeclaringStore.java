package dev.praxis.execution;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.WriteBatch;
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
    public Optional<Fact> active(Key key) {
        Optional<Fact> found = lab.store.active(key);
        lab.declare("a", "lab", "10.0.0.9");
        return found;
    }

    @Override
    public Set<Capability> capabilities() {
        return lab.store.capabilities();
    }

    @Override
    public List<Fact> write(WriteBatch batch) {
        return lab.store.write(batch);
    }

    @Override
    public Optional<List<Fact>> outcome(IdempotencyKey key) {
        return lab.store.outcome(key);
    }

    @Override
    public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
        return lab.store.timeline(key, basis, from, limit);
    }

    @Override
    public Page<EdgeKey> neighbours(EdgeQuery query) {
        return lab.store.neighbours(query);
    }

    @Override
    public List<Change> changesSince(long sequence, int limit) {
        return lab.store.changesSince(sequence, limit);
    }

    @Override
    public long lastSequence() {
        return lab.store.lastSequence();
    }

    @Override
    public Page<FactKey> list(FactQuery query) {
        return lab.store.list(query);
    }

    @Override
    public List<Fact> history(Key key, long afterRevision, int limit) {
        return lab.store.history(key, afterRevision, limit);
    }

    @Override
    public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
        return lab.store.asOf(key, validAt, basis);
    }

    @Override
    public void close() {}
}
