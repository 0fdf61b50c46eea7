package dev.praxis.store.jdbc;

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
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreFinding;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The fact store over a SQL database: the same on every backend. The clock and the ids of the options are called inside
 * the write transaction, perhaps on the thread of another caller; they must be quick, must not wait for anything, and must
 * not call the store. A write that is undone with others is done again, and asks them again.
 */
public sealed class JdbcStore implements VersionedStore, ReplicaStore, SelfCheckingStore permits JdbcVectorStore {

    private final Transactor transactor;
    private final FactReader facts;
    private final ChangeReader changes;
    private final FactWriter writer;
    private final Optional<PutShortcut> shortcut;
    private final ChangeAppender appender;
    private final Dialect dialect;
    private final CallGate gate = new CallGate();

    /**
     * Creates a store over a database that has the current schema, or an older one and a transactor that only
     * reads.
     *
     * @param dialect how the database compares keys
     * @param transactor runs the work; closed with this store
     * @param options the clock and the ids
     */
    public JdbcStore(Dialect dialect, Transactor transactor, StoreOptions options) {
        this(dialect, transactor, options, Optional.empty());
    }

    /**
     * Creates a store over a database that has the current schema and a shorter way for single puts.
     *
     * @param dialect how the database compares keys
     * @param transactor runs the work; closed with this store
     * @param options the clock and the ids
     * @param puts the shorter way
     */
    public JdbcStore(Dialect dialect, Transactor transactor, StoreOptions options, SinglePuts puts) {
        this(dialect, transactor, options, Optional.of(new PutShortcut(puts, options.ids())));
    }

    JdbcStore(Dialect dialect, Transactor transactor, StoreOptions options, Optional<PutShortcut> shortcut) {
        this.shortcut = shortcut;
        this.transactor = Objects.requireNonNull(transactor, "transactor");
        EntryTable table = new EntryTable(dialect);
        this.facts = new FactReader(table, new Catalogue(dialect));
        this.changes = new ChangeReader(table, facts);
        this.writer = new FactWriter(table, facts, changes, options.clock(), options.ids());
        this.appender = new ChangeAppender(table, changes);
        this.dialect = dialect;
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.of(this);
    }

    @Override
    public List<Fact> write(WriteBatch batch) {
        Objects.requireNonNull(batch, "batch");
        return inside(() -> {
            PreparedBatch prepared = PreparedBatch.of(batch);
            try {
                return shortcut.flatMap(way -> way.write(prepared)).orElseGet(() -> transactor.write(work(prepared)));
            } catch (UnknownOutcomeException e) {
                throw askAgain(e, batch);
            }
        });
    }

    @Override
    public Optional<List<Fact>> outcome(IdempotencyKey key) {
        Objects.requireNonNull(key, "key");
        try {
            return write(session -> changes.outcome(session, key));
        } catch (UnknownOutcomeException e) {
            // It shares the commit of others, but has nothing of its own to commit.
            throw new StoreUnavailableException(
                    "the outcome of '" + key + "' could not be read; nothing was to be written; ask again", e);
        }
    }

    @Override
    public Optional<Fact> active(Key key) {
        Objects.requireNonNull(key, "key");
        return read(session -> facts.active(session, key));
    }

    @Override
    public Page<FactKey> list(FactQuery query) {
        Objects.requireNonNull(query, "query");
        return read(session -> facts.list(session, query));
    }

    @Override
    public List<Fact> history(Key key, long afterRevision, int limit) {
        Objects.requireNonNull(key, "key");
        if (afterRevision < 0) {
            throw new InvalidArgumentException(
                    "revision " + afterRevision + " is negative; use 0 to read from the start");
        }
        FactQuery.requireLimit(limit);
        return read(session -> facts.history(session, key, afterRevision, limit));
    }

    @Override
    public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(basis, "basis");
        Instant valid = UtcMicros.truncate(validAt);
        return read(session -> facts.asOf(session, key, valid, basis));
    }

    @Override
    public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(basis, "basis");
        Instant start = UtcMicros.truncate(from);
        FactQuery.requireLimit(limit);
        return read(session -> facts.timeline(session, key, basis, start, limit));
    }

    @Override
    public Page<EdgeKey> neighbours(EdgeQuery query) {
        Objects.requireNonNull(query, "query");
        return read(session -> facts.neighbours(session, query));
    }

    @Override
    public List<Change> changesSince(long sequence, int limit) {
        if (sequence < 0) {
            throw new InvalidArgumentException("sequence " + sequence + " is negative; use 0 to read from the start");
        }
        FactQuery.requireLimit(limit);
        return read(session -> changes.changesSince(session, sequence, limit));
    }

    @Override
    public long lastSequence() {
        return read(changes::lastSequence);
    }

    @Override
    public void append(List<Change> appended) {
        List<Change> all = List.copyOf(appended);
        if (all.isEmpty()) {
            throw new InvalidArgumentException("there are no changes to append; hand over at least one");
        }
        write(session -> appender.append(session, all));
    }

    @Override
    public List<StoreFinding> selfCheck(int limit) {
        FactQuery.requireLimit(limit);
        return inside(() -> {
            Stream<StoreFinding> entries = new EntryCheck(dialect).findings(transactor, limit).stream();
            return Stream.concat(schemaFindings(), entries).limit(limit).toList();
        });
    }

    @Override
    public SchemaVersion schemaVersion() {
        return new SchemaVersion(read(SchemaMigrator::statedVersion), dialect.newestSchema());
    }

    private Stream<StoreFinding> schemaFindings() {
        List<String> faults;
        try {
            faults = transactor.read(dialect::schemaFaults);
        } catch (StoreCorruptException e) {
            faults = List.of("the schema cannot be read: " + e.getMessage());
        }
        return faults.stream().map(fault -> new StoreFinding(0, null, fault));
    }

    @Override
    public void close() {
        if (gate.close()) {
            transactor.close();
        }
    }

    /** Runs work in a write transaction, while the store is open. */
    final <T> T write(SqlWork<T> work) {
        return inside(() -> transactor.write(work));
    }

    /** Runs a query, while the store is open. */
    final <T> T read(SqlWork<T> query) {
        return inside(() -> transactor.read(query));
    }

    private SqlWork<List<Fact>> work(PreparedBatch batch) {
        SqlWork<List<Fact>> work = session -> writer.write(session, batch);
        return batch.writes().size() == 1 ? SqlWork.leavingNothingBehind(work) : work;
    }

    private static UnknownOutcomeException askAgain(UnknownOutcomeException unknown, WriteBatch batch) {
        IdempotencyKey key = batch.idempotencyKey();
        return key == null
                ? unknown
                : new UnknownOutcomeException(
                        unknown.getMessage() + ", or ask again with the same idempotency key", key, unknown.getCause());
    }

    private <T> T inside(Supplier<T> call) {
        gate.enter();
        try {
            return call.get();
        } finally {
            gate.leave();
        }
    }
}
