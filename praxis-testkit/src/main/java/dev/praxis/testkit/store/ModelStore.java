package dev.praxis.testkit.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreClosedException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The reference store: the contract of {@link VersionedStore} in the plainest form, in memory. It keeps a list of
 * changes and answers every question by going through it from the start, as the words of the contract do; it is right
 * before it is fast. The TCK compares other stores with it.
 *
 * <p>Thread-safe. A call waits for the calls before it; no call does I/O.
 */
public final class ModelStore implements VersionedStore {

    private final ModelLog log;
    private final StoreOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Creates an empty store. What it holds is gone when it is closed; {@link ModelFixture} keeps it.
     *
     * @param options clock and ids; the rest does not matter here
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
    public Fact put(Assertion assertion) {
        return put(assertion, active -> {});
    }

    @Override
    public Fact putIf(Assertion assertion, Expected expected) {
        return put(assertion, active -> requireExpected(assertion.key(), expected, active));
    }

    @Override
    public Fact retire(RetirementRequest request) {
        return retire(request, active -> {
            if (active.isEmpty()) {
                throw new NoActiveFactException(request.key());
            }
        });
    }

    @Override
    public Fact retireIf(RetirementRequest request, Expected expected) {
        if (expected instanceof Expected.Absent) {
            throw new InvalidArgumentException("what is absent cannot be retired; expect a version or a content");
        }
        return retire(request, active -> requireExpected(request.key(), expected, active));
    }

    @Override
    public Optional<Fact> active(FactKey key) {
        return whileOpen(changes -> activeOf(facts(changes, key)));
    }

    @Override
    public Page list(FactQuery query) {
        return whileOpen(changes -> {
            TreeSet<FactKey> keys = new TreeSet<>();
            changes.forEach(change -> keys.add(change.key()));
            List<Fact> matching = keys.stream()
                    .filter(key -> matches(query, key))
                    .flatMap(key -> activeOf(facts(changes, key)).stream())
                    .toList();
            if (matching.size() <= query.limit()) {
                return new Page(matching, null);
            }
            List<Fact> page = matching.subList(0, query.limit());
            return new Page(page, page.get(page.size() - 1).key());
        });
    }

    @Override
    public List<Fact> history(FactKey key, long afterRevision, int limit) {
        if (afterRevision < 0) {
            throw new InvalidArgumentException("revision " + afterRevision + " is negative; 0 is before the first");
        }
        FactQuery.requireLimit(limit);
        return whileOpen(changes -> facts(changes, key).stream()
                .filter(fact -> fact.revision() > afterRevision)
                .limit(limit)
                .toList());
    }

    @Override
    public Optional<Fact> asOf(FactKey key, Instant validAt, Basis basis) {
        return whileOpen(changes -> facts(changes, key, recordedUpTo(basis)).stream()
                .filter(fact -> !fact.assertion().validFrom().isAfter(validAt))
                .reduce((earlier, later) -> later)
                .filter(latest -> latest.ended()
                        .map(end -> end.invalidAt().isAfter(validAt))
                        .orElse(true)));
    }

    @Override
    public void close() {
        log.exclusively(changes -> closed.getAndSet(true));
    }

    private Fact put(Assertion assertion, Consumer<Optional<Fact>> precondition) {
        Sha256 contentHash = assertion.contentHash();
        String id = options.ids().get();
        return append(
                assertion.key(),
                precondition,
                (sequence, recordedAt) -> new Change.Put(sequence, recordedAt, id, assertion, contentHash));
    }

    private Fact retire(RetirementRequest request, Consumer<Optional<Fact>> precondition) {
        return append(
                request.key(),
                precondition,
                (sequence, recordedAt) -> new Change.Retire(sequence, recordedAt, request));
    }

    /** Adds a change and gives the fact that it concerns, which is the last of its key either way. */
    private Fact append(
            FactKey key, Consumer<Optional<Fact>> precondition, BiFunction<Long, Instant, Change> newChange) {
        // The clock belongs to the caller, so it is asked before the lock is taken.
        Instant now = options.clock().instant();
        return whileOpen(changes -> {
            precondition.accept(activeOf(facts(changes, key)));
            changes.add(newChange.apply(changes.size() + 1L, ModelLog.recordedAt(now, changes)));
            List<Fact> facts = facts(changes, key);
            return facts.get(facts.size() - 1);
        });
    }

    private <T> T whileOpen(Function<List<Change>, T> step) {
        return log.exclusively(changes -> {
            if (closed.get()) {
                throw new StoreClosedException();
            }
            return step.apply(changes);
        });
    }

    private static void requireExpected(FactKey key, Expected expected, Optional<Fact> active) {
        if (!expected.isMetBy(active.orElse(null))) {
            throw new VersionConflictException(key, expected, active.orElse(null));
        }
    }

    private static List<Fact> facts(List<Change> changes, FactKey key) {
        return facts(changes, key, any -> true);
    }

    /** The facts of a key by revision, as the changes that are known tell them. */
    private static List<Fact> facts(List<Change> changes, FactKey key, Predicate<Change> known) {
        List<Fact> facts = new ArrayList<>();
        for (Change change : changes) {
            if (change.key().equals(key) && known.test(change)) {
                change.applyTo(facts);
            }
        }
        return facts;
    }

    private static Optional<Fact> activeOf(List<Fact> facts) {
        return facts.stream().filter(Fact::isActive).findFirst();
    }

    private static boolean matches(FactQuery query, FactKey key) {
        return key.subject().startsWith(query.subjectPrefix())
                && (query.predicate() == null || key.predicate().equals(query.predicate()))
                && (query.factType() == null || key.factType().equals(query.factType()))
                && (query.after() == null || key.compareTo(query.after()) > 0);
    }

    private static Predicate<Change> recordedUpTo(Basis basis) {
        if (basis instanceof Basis.AtSequence at) {
            return change -> change.sequence() <= at.sequence();
        }
        Instant until = ((Basis.RecordedAt) basis).recordedAt();
        return change -> !change.recordedAt().isAfter(until);
    }
}
