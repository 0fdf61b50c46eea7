package dev.praxis.testkit.store;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Stores whose batches are not what the contract says. */
final class BrokenBatches {

    private BrokenBatches() {}

    /** Keeps the writes before the one that is refused. */
    static final class KeepsWhatCameBeforeARefusal extends ForwardingStore {
        KeepsWhatCameBeforeARefusal(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            return batch.idempotencyKey() == null ? oneByOne(sound, batch, 0) : super.write(batch);
        }
    }

    /** Checks a batch as a whole and then writes its parts, each with a time of its own, while others read. */
    static final class WritesOneByOne extends ForwardingStore {
        private final long pauseNanos;

        WritesOneByOne(VersionedStore sound, long pauseNanos) {
            super(sound);
            this.pauseNanos = pauseNanos;
        }

        @Override
        public synchronized List<Fact> write(WriteBatch batch) {
            boolean isSimple = batch.idempotencyKey() == null
                    && batch.writes().stream().allMatch(write -> write.expected() == null && isPossible(write));
            return isSimple ? oneByOne(sound, batch, pauseNanos) : super.write(batch);
        }

        private boolean isPossible(Write write) {
            return write instanceof Write.Put || sound.active(write.key()).isPresent();
        }
    }

    /** Answers in the order of the keys. */
    static final class AnswersInTheOrderOfKeys extends ForwardingStore {
        AnswersInTheOrderOfKeys(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            return super.write(batch).stream()
                    .sorted(Comparator.comparing(fact -> fact.key().toString()))
                    .toList();
        }
    }

    /** Checks the condition of the first write alone. */
    static final class ChecksTheFirstConditionAlone extends ForwardingStore {
        ChecksTheFirstConditionAlone(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            List<Write> writes = new ArrayList<>(withoutConditions(batch).writes());
            writes.set(0, batch.writes().get(0));
            return super.write(new WriteBatch(writes, batch.idempotencyKey()));
        }
    }

    /** Tells of the last write that is refused, not of the first. */
    static final class TellsOfTheLastRefusal extends ForwardingStore {
        TellsOfTheLastRefusal(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            if (batch.idempotencyKey() != null) {
                return super.write(batch);
            }
            List<Write> refused =
                    batch.writes().stream().filter(write -> !isPossible(write)).toList();
            return super.write(refused.isEmpty() ? batch : WriteBatch.of(refused.get(refused.size() - 1)));
        }

        private boolean isPossible(Write write) {
            Expected expected = write.expected();
            Fact active = sound.active(write.key()).orElse(null);
            return (expected == null || expected.isMetBy(active)) && (write instanceof Write.Put || active != null);
        }
    }

    /** Has no compare-and-set, and leaves out the conditions that it cannot check. */
    static final class LeavesOutConditions extends PlainStore {
        LeavesOutConditions(Store sound) {
            super(sound, Set.of());
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            return super.write(withoutConditions(batch));
        }
    }

    private static WriteBatch withoutConditions(WriteBatch batch) {
        List<Write> writes =
                batch.writes().stream().map(BrokenBatches::withoutCondition).toList();
        return new WriteBatch(writes, batch.idempotencyKey());
    }

    private static Write withoutCondition(Write write) {
        return write instanceof Write.Put put
                ? Write.put(put.assertion())
                : Write.retire(((Write.Retire) write).request());
    }

    private static List<Fact> oneByOne(Store sound, WriteBatch batch, long pauseNanos) {
        List<Fact> facts = new ArrayList<>();
        for (Write write : batch.writes()) {
            facts.addAll(sound.write(WriteBatch.of(write)));
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
        return List.copyOf(facts);
    }
}
