package dev.praxis.testkit.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.StoreFinding;
import dev.praxis.api.store.StoreOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replicas that take over something else than they were handed, and a store that finds faults in itself. */
final class BrokenReplicas {

    private BrokenReplicas() {}

    /** A sound replica; subclasses break one thing. */
    private abstract static class ForwardingReplica extends ForwardingStore implements ReplicaStore, SelfCheckingStore {

        final ModelStore model;
        final StoreOptions options;

        ForwardingReplica(ModelLog log, StoreOptions options) {
            this(new ModelStore(log, options), options);
        }

        ForwardingReplica(ModelStore model, StoreOptions options) {
            super(model);
            this.model = model;
            this.options = options;
        }

        @Override
        public Set<Capability> capabilities() {
            return Capability.of(this);
        }

        @Override
        public void append(List<Change> changes) {
            model.append(changes);
        }

        @Override
        public List<StoreFinding> selfCheck(int limit) {
            return model.selfCheck(limit);
        }

        @Override
        public SchemaVersion schemaVersion() {
            return model.schemaVersion();
        }

        static Fact with(Fact fact, String id, long sequence, Instant recordedAt) {
            return new Fact(
                    id, fact.assertion(), fact.revision(), sequence, recordedAt, fact.contentHash(), fact.retirement());
        }
    }

    /** Makes stores by fewer steps than it knows. */
    static final class MakesAnOldSchema extends ForwardingReplica {
        MakesAnOldSchema(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public SchemaVersion schemaVersion() {
            return new SchemaVersion(1, 2);
        }
    }

    /** Takes down when it took the changes over. */
    static final class StampsAnew extends ForwardingReplica {
        StampsAnew(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            Instant now = options.clock().instant();
            super.append(changes.stream().map(change -> at(change, now)).toList());
        }

        private static Change at(Change change, Instant now) {
            if (change instanceof Change.Asserted asserted) {
                Fact fact = asserted.fact();
                return new Change.Asserted(with(fact, fact.id(), fact.sequence(), now), change.request());
            }
            Change.Retired retired = (Change.Retired) change;
            Retirement end = retired.retirement();
            return new Change.Retired(
                    change.key(),
                    retired.version(),
                    new Retirement(end.invalidAt(), now, end.sequence(), end.actor(), end.reason()),
                    change.request());
        }
    }

    /** Commits each change by itself. */
    static final class AppendsOneByOne extends ForwardingReplica {
        AppendsOneByOne(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            changes.forEach(change -> super.append(List.of(change)));
        }
    }

    /** Numbers the assertions that it takes over itself. */
    static final class ClosesGaps extends ForwardingReplica {
        ClosesGaps(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            List<Change> numbered = new ArrayList<>();
            for (Change change : changes) {
                long next = model.lastSequence() + numbered.size() + 1;
                numbered.add(
                        change instanceof Change.Asserted asserted && change.sequence() > next
                                ? new Change.Asserted(
                                        with(asserted.fact(), asserted.fact().id(), next, change.recordedAt()),
                                        change.request())
                                : change);
            }
            super.append(numbered);
        }
    }

    /** Leaves out what retires nothing, as if it did no harm. */
    static final class SkipsRetirementsOfNothing extends ForwardingReplica {
        SkipsRetirementsOfNothing(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            if (changes.size() > 1
                    || !(changes.get(0) instanceof Change.Retired retired)
                    || model.active(retired.key())
                            .map(Fact::version)
                            .filter(retired.version()::equals)
                            .isPresent()) {
                super.append(changes);
            }
        }
    }

    /** Computes the hash instead of comparing it. */
    static final class HashesAnew extends ForwardingReplica {
        HashesAnew(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            super.append(changes.stream().map(HashesAnew::hashed).toList());
        }

        private static Change hashed(Change change) {
            if (!(change instanceof Change.Asserted asserted)) {
                return change;
            }
            Fact fact = asserted.fact();
            return new Change.Asserted(
                    new Fact(
                            fact.id(),
                            fact.assertion(),
                            fact.revision(),
                            fact.sequence(),
                            fact.recordedAt(),
                            fact.assertion().contentHash(),
                            null),
                    change.request());
        }
    }

    /** Gives a fact whose id is taken another one. */
    static final class GivesNewIds extends ForwardingReplica {
        GivesNewIds(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            super.append(changes.stream().map(this::withFreeId).toList());
        }

        private Change withFreeId(Change change) {
            if (!(change instanceof Change.Asserted asserted)
                    || !isTaken(asserted.fact().id())) {
                return change;
            }
            Fact fact = asserted.fact();
            String id = options.ids().get();
            return new Change.Asserted(with(fact, id, fact.sequence(), fact.recordedAt()), change.request());
        }

        private boolean isTaken(String id) {
            return model.changesSince(0, 1000).stream()
                    .anyMatch(known -> known instanceof Change.Asserted asserted
                            && asserted.fact().id().equals(id));
        }
    }

    /** Knows the outcome of its own requests only. */
    static final class ForgetsRequests extends ForwardingReplica {
        private boolean appended;

        ForgetsRequests(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public void append(List<Change> changes) {
            super.append(changes);
            appended = true;
        }

        @Override
        public Optional<List<Fact>> outcome(IdempotencyKey key) {
            return appended ? Optional.empty() : super.outcome(key);
        }
    }

    /** Takes something of its own for a fault. */
    static final class FindsWhatIsNotThere extends ForwardingReplica {
        FindsWhatIsNotThere(ModelLog log, StoreOptions options) {
            super(log, options);
        }

        @Override
        public List<StoreFinding> selfCheck(int limit) {
            return model.lastSequence() == 0 ? List.of() : List.of(new StoreFinding(1, null, "an edge"));
        }
    }
}
