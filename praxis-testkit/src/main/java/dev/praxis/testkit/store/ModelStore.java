package dev.praxis.testkit.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.UtcMicros;
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
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.StoreClosedException;
import dev.praxis.api.store.StoreFinding;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreReadOnlyException;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The reference store: the contract of {@link VersionedStore} and {@link VectorStore} in the plainest form, in memory. It keeps a list of
 * changes and answers every question by going through it from the start, as the words of the contract do; it is right
 * before it is fast. The TCK compares other stores with it.
 *
 * <p>Thread-safe. A call waits for the calls before it; no call does I/O.
 */
public final class ModelStore implements VersionedStore, ReplicaStore, SelfCheckingStore, VectorStore {

    private final ModelLog log;
    private final StoreOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Creates an empty store. What it holds is gone when it is closed; {@link ModelFixture} keeps it.
     *
     * @param options clock and ids, and whether it is only read; the rest does not matter here
     */
    public ModelStore(StoreOptions options) {
        this(new ModelLog(), options);
    }

    ModelStore(ModelLog log, StoreOptions options) {
        this.log = log;
        this.options = options;
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.of(this);
    }

    @Override
    public List<Fact> write(WriteBatch batch) {
        // The clock and the ids belong to the caller, so they are asked before the lock is taken.
        ModelWriter writer = ModelWriter.prepare(batch, options);
        return writing(writer::write);
    }

    @Override
    public Optional<List<Fact>> outcome(IdempotencyKey key) {
        return writing(changes -> ModelWriter.outcome(changes, key));
    }

    @Override
    public Optional<Fact> active(Key key) {
        return whileOpen(changes -> ModelReader.all(changes).active(key));
    }

    @Override
    public Page<FactKey> list(FactQuery query) {
        return whileOpen(changes -> ModelReader.at(changes, query.view()).list(query));
    }

    @Override
    public List<Fact> history(Key key, long afterRevision, int limit) {
        if (afterRevision < 0) {
            throw new InvalidArgumentException("revision " + afterRevision + " is negative; 0 is before the first");
        }
        FactQuery.requireLimit(limit);
        return whileOpen(changes -> ModelReader.all(changes).facts(key).stream()
                .filter(fact -> fact.revision() > afterRevision)
                .limit(limit)
                .toList());
    }

    @Override
    public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
        return whileOpen(changes -> ModelReader.knownAt(changes, basis).asOf(key, validAt));
    }

    @Override
    public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
        FactQuery.requireLimit(limit);
        Instant start = UtcMicros.truncate(from);
        return whileOpen(changes -> ModelReader.knownAt(changes, basis).timeline(key).stream()
                .filter(period -> !period.from().isBefore(start))
                .limit(limit)
                .toList());
    }

    @Override
    public Page<EdgeKey> neighbours(EdgeQuery query) {
        return whileOpen(changes -> ModelReader.at(changes, query.view()).neighbours(query));
    }

    @Override
    public List<Change> changesSince(long sequence, int limit) {
        if (sequence < 0) {
            throw new InvalidArgumentException("sequence " + sequence + " is negative; 0 is before the first");
        }
        FactQuery.requireLimit(limit);
        return whileOpen(changes ->
                ModelReader.all(changes).changes(sequence).stream().limit(limit).toList());
    }

    @Override
    public long lastSequence() {
        return whileOpen(changes -> (long) changes.size());
    }

    @Override
    public void append(List<Change> appended) {
        writing(changes -> ModelAppender.append(changes, appended));
    }

    /** There is nothing beneath the interface that could have been edited. */
    @Override
    public List<StoreFinding> selfCheck(int limit) {
        FactQuery.requireLimit(limit);
        return whileOpen(changes -> List.of());
    }

    @Override
    public void embed(VectorSpace space, String factId, Vector vector) {
        writing(changes -> {
            log.vectors().embed(changes, space, factId, vector);
            return changes;
        });
    }

    @Override
    public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
        FactQuery.requireLimit(limit);
        return whileOpen(changes -> log.vectors().nearest(changes, space, vector, limit));
    }

    @Override
    public void close() {
        log.exclusively(changes -> closed.getAndSet(true));
    }

    /** There is nothing that a release could bring forward. */
    @Override
    public SchemaVersion schemaVersion() {
        return whileOpen(changes -> new SchemaVersion(1, 1));
    }

    private <T> T writing(Function<List<ModelChange>, T> step) {
        return whileOpen(changes -> {
            if (options.readOnly()) {
                throw new StoreReadOnlyException("the model was opened to be read only; open it to be written");
            }
            return step.apply(changes);
        });
    }

    private <T> T whileOpen(Function<List<ModelChange>, T> step) {
        return log.exclusively(changes -> {
            if (closed.get()) {
                throw new StoreClosedException();
            }
            return step.apply(changes);
        });
    }
}
