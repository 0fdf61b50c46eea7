package dev.praxis.store.jdbc;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fact store over a SQL database: the same on every backend. The clock and the ids of the options are called inside
 * the write transaction, perhaps on the thread of another caller; they must be quick, must not wait for anything, and must
 * not call the store. A write that is undone with others is done again, and asks them again.
 */
public final class JdbcStore implements VersionedStore {

    private final Transactor transactor;
    private final FactReader reader;
    private final FactWriter writer;
    private final CallGate gate = new CallGate();

    /**
     * Creates a store over a database that has the current schema.
     *
     * @param dialect how the database compares keys
     * @param transactor runs the work; closed with this store
     * @param options the clock and the ids
     */
    public JdbcStore(Dialect dialect, Transactor transactor, StoreOptions options) {
        this.transactor = Objects.requireNonNull(transactor, "transactor");
        EntryTable table = new EntryTable(dialect);
        this.reader = new FactReader(table);
        this.writer = new FactWriter(table, options.clock(), options.ids());
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.of(this);
    }

    @Override
    public Fact put(Assertion assertion) {
        return write(assertion, null);
    }

    @Override
    public Fact putIf(Assertion assertion, Expected expected) {
        return write(assertion, Objects.requireNonNull(expected, "expected"));
    }

    @Override
    public Fact retire(RetirementRequest request) {
        return end(request, null);
    }

    @Override
    public Fact retireIf(RetirementRequest request, Expected expected) {
        if (Objects.requireNonNull(expected, "expected") instanceof Expected.Absent) {
            throw new InvalidArgumentException(
                    "a retirement cannot expect that no fact is active; expect a version or a content hash");
        }
        return end(request, expected);
    }

    @Override
    public Optional<Fact> active(FactKey key) {
        Objects.requireNonNull(key, "key");
        return inside(() -> transactor.read(session -> reader.active(session, key)));
    }

    @Override
    public Page list(FactQuery query) {
        Objects.requireNonNull(query, "query");
        return inside(() -> transactor.read(session -> reader.list(session, query)));
    }

    @Override
    public List<Fact> history(FactKey key, long afterRevision, int limit) {
        Objects.requireNonNull(key, "key");
        if (afterRevision < 0) {
            throw new InvalidArgumentException(
                    "revision " + afterRevision + " is negative; use 0 to read from the start");
        }
        FactQuery.requireLimit(limit);
        return inside(() -> transactor.read(session -> reader.history(session, key, afterRevision, limit)));
    }

    @Override
    public Optional<Fact> asOf(FactKey key, Instant validAt, Basis basis) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(validAt, "validAt");
        Objects.requireNonNull(basis, "basis");
        return inside(() -> transactor.read(session -> reader.asOf(session, key, validAt, basis)));
    }

    @Override
    public void close() {
        if (gate.close()) {
            transactor.close();
        }
    }

    private Fact write(Assertion assertion, @Nullable Expected expected) {
        return inside(() -> {
            HashedAssertion hashed = HashedAssertion.of(assertion);
            return transactor.write(session -> writer.put(session, hashed, expected));
        });
    }

    private Fact end(RetirementRequest request, @Nullable Expected expected) {
        Objects.requireNonNull(request, "request");
        return inside(() -> transactor.write(session -> writer.retire(session, request, expected)));
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
