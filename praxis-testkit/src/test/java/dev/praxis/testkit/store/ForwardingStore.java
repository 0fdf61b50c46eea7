package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sound store; subclasses break one thing. Every fact that leaves it goes through {@link #seen}. */
class ForwardingStore implements VersionedStore {

    final VersionedStore sound;

    ForwardingStore(VersionedStore sound) {
        this.sound = sound;
    }

    /** What a caller gets to see of a fact. */
    Fact seen(Fact fact) {
        return fact;
    }

    /** What the store under it is asked for when a caller asks for a key. */
    Key stored(Key key) {
        return key;
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.of(this);
    }

    @Override
    public List<Fact> write(WriteBatch batch) {
        try {
            return sound.write(batch).stream().map(this::seen).toList();
        } catch (VersionConflictException e) {
            throw seen(e);
        }
    }

    @Override
    public Optional<List<Fact>> outcome(IdempotencyKey key) {
        return sound.outcome(key).map(facts -> facts.stream().map(this::seen).toList());
    }

    @Override
    public Fact put(Assertion assertion) {
        return seen(sound.put(assertion));
    }

    @Override
    public Fact putIf(Assertion assertion, Expected expected) {
        try {
            return seen(sound.putIf(assertion, expected));
        } catch (VersionConflictException e) {
            throw seen(e);
        }
    }

    @Override
    public Fact retire(RetirementRequest request) {
        return seen(sound.retire(request));
    }

    @Override
    public Fact retireIf(RetirementRequest request, Expected expected) {
        try {
            return seen(sound.retireIf(request, expected));
        } catch (VersionConflictException e) {
            throw seen(e);
        }
    }

    @Override
    public Optional<Fact> active(Key key) {
        return sound.active(stored(key)).map(this::seen);
    }

    @Override
    public Page<FactKey> list(FactQuery query) {
        return seen(sound.list(query));
    }

    @Override
    public List<Fact> history(Key key, long afterRevision, int limit) {
        return sound.history(stored(key), afterRevision, limit).stream()
                .map(this::seen)
                .toList();
    }

    @Override
    public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
        return sound.asOf(stored(key), validAt, basis).map(this::seen);
    }

    @Override
    public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
        return sound.timeline(stored(key), basis, from, limit).stream()
                .map(period -> new Period(period.from(), period.to(), seen(period.fact())))
                .toList();
    }

    @Override
    public Page<EdgeKey> neighbours(EdgeQuery query) {
        return seen(sound.neighbours(query));
    }

    @Override
    public List<Change> changesSince(long sequence, int limit) {
        return sound.changesSince(sequence, limit).stream()
                .map(change -> change instanceof Change.Asserted asserted
                        ? new Change.Asserted(seen(asserted.fact()), asserted.request())
                        : change)
                .toList();
    }

    @Override
    public long lastSequence() {
        return sound.lastSequence();
    }

    @Override
    public void close() {
        sound.close();
    }

    private <K extends Key> Page<K> seen(Page<K> page) {
        return new Page<>(page.facts().stream().map(this::seen).toList(), page.next());
    }

    /** All facts of a key as the sound store has them. */
    final List<Fact> soundHistory(Key key) {
        return sound.history(key, 0, FactQuery.MAX_LIMIT);
    }

    /** What a caller gets to see of a conflict. */
    VersionConflictException seen(VersionConflictException conflict) {
        return new VersionConflictException(
                conflict.key(),
                conflict.expected(),
                conflict.current().map(this::seen).orElse(null));
    }
}
