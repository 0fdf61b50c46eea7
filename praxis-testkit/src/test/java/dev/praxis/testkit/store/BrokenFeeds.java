package dev.praxis.testkit.store;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.VersionedStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Stores whose feed of changes, or whose timelines, are wrong. */
final class BrokenFeeds {

    private BrokenFeeds() {}

    /** Gives the last known change once more when a reader goes on. */
    static final class RepeatsTheLastChange extends ForwardingStore {
        RepeatsTheLastChange(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Change> changesSince(long sequence, int limit) {
            return super.changesSince(sequence > 0 ? sequence - 1 : sequence, limit);
        }
    }

    /** Does not tell what request a change was part of. */
    static final class ForgetsTheRequestOfAChange extends ForwardingStore {
        ForgetsTheRequestOfAChange(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Change> changesSince(long sequence, int limit) {
            return super.changesSince(sequence, limit).stream()
                    .map(change -> change instanceof Change.Asserted asserted
                            ? new Change.Asserted(asserted.fact(), null)
                            : withoutRequest((Change.Retired) change))
                    .toList();
        }

        private static Change withoutRequest(Change.Retired retired) {
            return new Change.Retired(retired.key(), retired.version(), retired.retirement(), null);
        }
    }

    /** Shows a change later than one that comes after it, as a serial number that is given before the commit does. */
    static final class ShowsChangesLate extends ForwardingStore {
        private static final long LONG_ENOUGH_TO_MEET_NANOS = 2_000_000;
        private final Set<Long> late = ConcurrentHashMap.newKeySet();

        ShowsChangesLate(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact put(Assertion assertion) {
            Fact put = super.put(assertion);
            late.add(put.sequence());
            LockSupport.parkNanos(LONG_ENOUGH_TO_MEET_NANOS);
            late.remove(put.sequence());
            return put;
        }

        @Override
        public List<Change> changesSince(long sequence, int limit) {
            return super.changesSince(sequence, limit).stream()
                    .filter(change -> !late.contains(change.sequence()))
                    .toList();
        }
    }

    /** Gives the sequence of the last assertion. */
    static final class CountsFactsOnly extends ForwardingStore {
        CountsFactsOnly(VersionedStore sound) {
            super(sound);
        }

        @Override
        public long lastSequence() {
            return sound.changesSince(0, FactQuery.MAX_LIMIT).stream()
                    .filter(Change.Asserted.class::isInstance)
                    .mapToLong(Change::sequence)
                    .max()
                    .orElse(0);
        }
    }

    /** Lets a fact hold up to the moment at which the next one begins, that one included. */
    static final class ClosesItsIntervals extends BrokenTimeline {
        ClosesItsIntervals(VersionedStore sound) {
            super(sound);
        }

        @Override
        @Nullable
        Instant end(Period period) {
            Instant end = period.to();
            return end == null ? null : end.plusNanos(1_000);
        }
    }

    /** Lets a fact hold up to its recorded end, although another one took over before. */
    static final class TrustsTheRecordedEnd extends BrokenTimeline {
        TrustsTheRecordedEnd(VersionedStore sound) {
            super(sound);
        }

        @Override
        @Nullable
        Instant end(Period period) {
            return period.fact().ended().map(end -> end.invalidAt()).orElse(null);
        }
    }

    /** Gives the whole timeline from wherever it is asked. */
    static final class StartsTimelinesAnew extends ForwardingStore {
        StartsTimelinesAnew(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
            return super.timeline(key, basis, UtcMicros.MIN, limit);
        }
    }

    /** A store whose periods end elsewhere. */
    private abstract static class BrokenTimeline extends ForwardingStore {
        BrokenTimeline(VersionedStore sound) {
            super(sound);
        }

        @Nullable
        abstract Instant end(Period period);

        @Override
        public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
            return super.timeline(key, basis, from, limit).stream()
                    .map(period -> new Period(period.from(), end(period), period.fact()))
                    .toList();
        }
    }
}
