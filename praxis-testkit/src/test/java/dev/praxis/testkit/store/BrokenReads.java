package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.VersionedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stores that tell something else than they hold. */
final class BrokenReads {

    private BrokenReads() {}

    /** Answers from a cache that no write clears. */
    static final class CachesTheActiveFact extends ForwardingStore {
        private final Map<Key, Fact> cache = new ConcurrentHashMap<>();

        CachesTheActiveFact(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<Fact> active(Key key) {
            Optional<Fact> active = Optional.ofNullable(cache.get(key)).or(() -> super.active(key));
            active.ifPresent(fact -> cache.put(key, fact));
            return active;
        }
    }

    /**
     * Gives every caller its own writes at once and those of others late: no caller alone can tell, and each key is well in
     * itself.
     */
    static final class ReadsAReplicaThatLags extends ForwardingStore {
        private static final int READS_OF_ONE_SNAPSHOT = 3;
        private static final long LONG_ENOUGH_TO_MEET_NANOS = 50_000;

        private record Snapshot(Optional<Fact> active, int reads) {}

        private record Reader(Thread thread, Key key) {}

        private final Map<Reader, Snapshot> snapshots = new ConcurrentHashMap<>();

        ReadsAReplicaThatLags(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<Fact> active(Key key) {
            LockSupport.parkNanos(LONG_ENOUGH_TO_MEET_NANOS);
            return snapshots
                    .compute(
                            new Reader(Thread.currentThread(), key),
                            (reader, last) -> last == null || last.reads() == READS_OF_ONE_SNAPSHOT
                                    ? new Snapshot(sound.active(key), 1)
                                    : new Snapshot(last.active(), last.reads() + 1))
                    .active();
        }

        @Override
        Fact seen(Fact fact) {
            snapshots.remove(new Reader(Thread.currentThread(), fact.key()));
            return fact;
        }
    }

    /** Gives the last three facts only. */
    static final class Forgets extends ForwardingStore {
        Forgets(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> history(Key key, long afterRevision, int limit) {
            long oldest = soundHistory(key).size() - 3L;
            return super.history(key, Math.max(afterRevision, oldest), limit);
        }
    }

    /** Puts a fact into the row of another one that had its id: the hole that an upsert leaves in an append-only table. */
    static final class ReplacesTheRowOfAnId extends ForwardingStore {
        private final Map<String, Long> lastOfId = new ConcurrentHashMap<>();

        ReplacesTheRowOfAnId(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact put(Assertion assertion) {
            Fact put = super.put(assertion);
            lastOfId.put(put.id(), put.sequence());
            return put;
        }

        @Override
        public List<Fact> history(Key key, long afterRevision, int limit) {
            return super.history(key, afterRevision, limit).stream()
                    .filter(fact -> lastOfId.getOrDefault(fact.id(), fact.sequence()) == fact.sequence())
                    .toList();
        }
    }

    /** Knows nothing of the change as of which it is asked. */
    static final class KnowsOneChangeLess extends ForwardingStore {
        KnowsOneChangeLess(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
            boolean isReached =
                    basis instanceof Basis.AtSequence at && at.sequence() > 0 && at.sequence() <= sound.lastSequence();
            return super.asOf(
                    key, validAt, isReached ? new Basis.AtSequence(((Basis.AtSequence) basis).sequence() - 1) : basis);
        }
    }

    /** Lists in the order of Java strings, which is that of UTF-16. */
    static final class ListsInUtf16Order extends ForwardingStore {
        private static final Comparator<FactKey> UTF_16 = Comparator.comparing(FactKey::subject)
                .thenComparing(FactKey::predicate)
                .thenComparing(FactKey::factType);

        ListsInUtf16Order(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            FactQuery fromTheStart = new FactQuery(
                    query.subjectPrefix(),
                    query.predicate(),
                    query.factType(),
                    query.view(),
                    null,
                    FactQuery.MAX_LIMIT);
            FactKey after = query.after();
            return page(
                    sound.list(fromTheStart).facts().stream()
                            .filter(fact -> after == null || UTF_16.compare(factKey(fact), after) > 0)
                            .sorted(Comparator.comparing(BrokenReads::factKey, UTF_16))
                            .toList(),
                    query.limit());
        }
    }

    /** Starts a page with the last fact of the page before. */
    static final class RepeatsTheCursor extends ForwardingStore {
        RepeatsTheCursor(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            List<Fact> facts = new ArrayList<>();
            if (query.after() != null) {
                sound.active(query.after()).ifPresent(facts::add);
            }
            facts.addAll(sound.list(query.withLimit(FactQuery.MAX_LIMIT)).facts());
            return page(facts, query.limit());
        }
    }

    /** Compares prefixes without case, as LIKE does in SQLite. */
    static final class FoldsCaseInPrefixes extends ForwardingStore {
        FoldsCaseInPrefixes(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            FactQuery any = query.withSubjectPrefix("").withLimit(FactQuery.MAX_LIMIT);
            String folded = query.subjectPrefix().toLowerCase(Locale.ROOT);
            return page(
                    sound.list(any).facts().stream()
                            .filter(fact -> fact.key()
                                    .subject()
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith(folded))
                            .toList(),
                    query.limit());
        }
    }

    /** Lets a fact hold only after its validFrom. */
    static final class HoldsAfterValidFrom extends ForwardingStore {
        HoldsAfterValidFrom(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
            return super.asOf(key, validAt, basis)
                    .filter(fact -> fact.assertion().validFrom().isBefore(validAt));
        }
    }

    /** Shows the end that a fact has now in a reading of the time before. */
    static final class ShowsLaterEnds extends ForwardingStore {
        ShowsLaterEnds(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
            return super.asOf(key, validAt, basis).map(fact -> soundHistory(key).get((int) fact.revision() - 1));
        }
    }

    /** Brings numbers out of range into range. */
    static final class ClampsNumbers extends ForwardingStore {
        ClampsNumbers(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Fact> history(Key key, long afterRevision, int limit) {
            return super.history(key, Math.max(0, afterRevision), Math.max(1, Math.min(limit, FactQuery.MAX_LIMIT)));
        }
    }

    /** Does not tell that it has compare-and-set. */
    static final class HidesACapability extends ForwardingStore {
        HidesACapability(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }
    }

    /** Goes on answering after it was closed. */
    static final class AnswersAfterClose extends ForwardingStore {
        AnswersAfterClose(VersionedStore sound) {
            super(sound);
        }

        @Override
        public void close() {}
    }

    private static FactKey factKey(Fact fact) {
        return (FactKey) fact.key();
    }

    private static Page<FactKey> page(List<Fact> facts, int limit) {
        List<Fact> some = facts.subList(0, Math.min(limit, facts.size()));
        return new Page<>(some, facts.size() > limit ? factKey(some.get(limit - 1)) : null);
    }
}
