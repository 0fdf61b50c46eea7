package dev.praxis.testkit.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.StoreException;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stores that do not keep what an idempotency key promises. */
final class BrokenRequests {

    private BrokenRequests() {}

    /** Writes a repeated batch again. */
    static final class IgnoresTheKey extends ForwardingStore {
        IgnoresTheKey(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            return super.write(new WriteBatch(batch.writes(), null));
        }
    }

    /** Answers a repetition with the facts as they are now. */
    static final class AnswersWithTheCurrentFacts extends ForwardingStore {
        AnswersWithTheCurrentFacts(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            return super.write(batch).stream()
                    .map(fact -> soundHistory(fact.key()).get((int) fact.revision() - 1))
                    .toList();
        }
    }

    /** Checks what a repetition expects. */
    static final class ChecksARepetition extends ForwardingStore {
        ChecksARepetition(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            for (Write write : batch.writes()) {
                Expected expected = write.expected();
                Fact active = sound.active(write.key()).orElse(null);
                if (expected != null && !expected.isMetBy(active)) {
                    throw new VersionConflictException(write.key(), expected, active);
                }
            }
            return super.write(batch);
        }
    }

    /** Answers other writes under a used key with the outcome of the first. */
    static final class AcceptsOtherWrites extends ForwardingStore {
        AcceptsOtherWrites(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            try {
                return super.write(batch);
            } catch (IdempotencyKeyReusedException e) {
                return outcome(keyOf(batch)).orElseThrow(() -> e);
            }
        }
    }

    /** Takes the same writes in another order for a repetition. */
    static final class ComparesWithoutOrder extends ForwardingStore {
        private final Map<IdempotencyKey, Set<Write>> written = new ConcurrentHashMap<>();

        ComparesWithoutOrder(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            if (batch.idempotencyKey() == null) {
                return super.write(batch);
            }
            Set<Write> writes = Set.copyOf(batch.writes());
            if (writes.equals(written.get(keyOf(batch)))) {
                return outcome(keyOf(batch)).orElseThrow();
            }
            List<Fact> facts = super.write(batch);
            written.put(keyOf(batch), writes);
            return facts;
        }
    }

    /** Takes the key down before it knows whether the batch is possible. */
    static final class BurnsTheKeyOfARefusedBatch extends ForwardingStore {
        private final Set<IdempotencyKey> burnt = new HashSet<>();

        BurnsTheKeyOfARefusedBatch(VersionedStore sound) {
            super(sound);
        }

        @Override
        public synchronized List<Fact> write(WriteBatch batch) {
            if (batch.idempotencyKey() == null) {
                return super.write(batch);
            }
            if (burnt.contains(keyOf(batch))) {
                throw new IdempotencyKeyReusedException(keyOf(batch));
            }
            try {
                return super.write(batch);
            } catch (StoreException e) {
                if (outcome(keyOf(batch)).isEmpty()) {
                    burnt.add(keyOf(batch));
                }
                throw e;
            }
        }
    }

    /** Finds the outcome by the facts that are still active. */
    static final class ForgetsOutcomes extends ForwardingStore {
        ForgetsOutcomes(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<List<Fact>> outcome(IdempotencyKey key) {
            return super.outcome(key)
                    .filter(facts -> facts.stream()
                            .filter(Fact::isActive)
                            .allMatch(fact -> sound.active(fact.key()).equals(Optional.of(fact))));
        }
    }

    /** Tells of a batch that was never written that it gave nothing. */
    static final class AlwaysHasAnOutcome extends ForwardingStore {
        AlwaysHasAnOutcome(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<List<Fact>> outcome(IdempotencyKey key) {
            return Optional.of(super.outcome(key).orElse(List.of()));
        }
    }

    /** Looks whether the key was used and writes later, and lets others in between. */
    static final class LooksThenWrites extends ForwardingStore {
        private static final long LONG_ENOUGH_TO_MEET_NANOS = 200_000;
        private final Map<IdempotencyKey, WriteBatch> written = new ConcurrentHashMap<>();
        private final Map<IdempotencyKey, List<Fact>> outcomes = new ConcurrentHashMap<>();

        LooksThenWrites(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            if (batch.idempotencyKey() == null) {
                return super.write(batch);
            }
            List<Fact> known = outcomes.get(keyOf(batch));
            if (known != null) {
                if (!batch.equals(written.get(keyOf(batch)))) {
                    throw new IdempotencyKeyReusedException(keyOf(batch));
                }
                return known;
            }
            LockSupport.parkNanos(LONG_ENOUGH_TO_MEET_NANOS);
            List<Fact> facts = super.write(new WriteBatch(batch.writes(), null));
            written.put(keyOf(batch), batch);
            outcomes.put(keyOf(batch), facts);
            return facts;
        }

        @Override
        public Optional<List<Fact>> outcome(IdempotencyKey key) {
            return Optional.ofNullable(outcomes.get(key));
        }
    }

    private static IdempotencyKey keyOf(WriteBatch batch) {
        IdempotencyKey key = batch.idempotencyKey();
        if (key == null) {
            throw new IllegalArgumentException("the batch has no key");
        }
        return key;
    }
}
