package dev.praxis.testkit.store;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.CapabilityAbsentException;
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

/** A sound store without compare-and-set, with the capabilities that it is told to have. */
class PlainStore implements Store {

    private final Store sound;
    private final Set<Capability> capabilities;

    PlainStore(Store sound, Set<Capability> capabilities) {
        this.sound = sound;
        this.capabilities = Set.copyOf(capabilities);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public List<Fact> write(WriteBatch batch) {
        batch.writes().stream()
                .filter(write -> write.expected() != null)
                .findFirst()
                .ifPresent(write -> {
                    throw new CapabilityAbsentException(Capability.VERSIONED);
                });
        return sound.write(batch);
    }

    @Override
    public Optional<List<Fact>> outcome(IdempotencyKey key) {
        return sound.outcome(key);
    }

    @Override
    public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
        return sound.timeline(key, basis, from, limit);
    }

    @Override
    public Page<EdgeKey> neighbours(EdgeQuery query) {
        return sound.neighbours(query);
    }

    @Override
    public List<Change> changesSince(long sequence, int limit) {
        return sound.changesSince(sequence, limit);
    }

    @Override
    public long lastSequence() {
        return sound.lastSequence();
    }

    @Override
    public Optional<Fact> active(Key key) {
        return sound.active(key);
    }

    @Override
    public Page<FactKey> list(FactQuery query) {
        return sound.list(query);
    }

    @Override
    public List<Fact> history(Key key, long afterRevision, int limit) {
        return sound.history(key, afterRevision, limit);
    }

    @Override
    public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
        return sound.asOf(key, validAt, basis);
    }

    @Override
    public void close() {
        sound.close();
    }
}
