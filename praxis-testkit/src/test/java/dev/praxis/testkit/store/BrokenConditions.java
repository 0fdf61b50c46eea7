package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Stores whose compare-and-set compares wrongly. */
final class BrokenConditions {

    private BrokenConditions() {}

    /** Writes whatever is expected: the lost update. */
    static final class IgnoresWhatIsExpected extends ForwardingStore {
        IgnoresWhatIsExpected(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact putIf(Assertion assertion, Expected expected) {
            return put(assertion);
        }
    }

    /** Refuses without the fact that is active. */
    static final class ConflictsWithoutTheCurrentFact extends ForwardingStore {
        ConflictsWithoutTheCurrentFact(VersionedStore sound) {
            super(sound);
        }

        @Override
        VersionConflictException seen(VersionConflictException conflict) {
            return new VersionConflictException(conflict.key(), conflict.expected(), null);
        }
    }

    /** Compares the content hash of a version alone, so that A → B → A passes. */
    static final class IgnoresTheRevision extends ForwardingStore {
        IgnoresTheRevision(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact putIf(Assertion assertion, Expected expected) {
            try {
                return super.putIf(assertion, withoutRevision(expected));
            } catch (VersionConflictException e) {
                throw new VersionConflictException(
                        e.key(), expected, e.current().orElse(null));
            }
        }

        private static Expected withoutRevision(Expected expected) {
            return expected instanceof Expected.Version version
                    ? Expected.content(version.version().contentHash())
                    : expected;
        }
    }

    /** Takes a retired fact for one that is in the way. */
    static final class NeverAbsentAgain extends ForwardingStore {
        NeverAbsentAgain(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact putIf(Assertion assertion, Expected expected) {
            if (expected instanceof Expected.Absent
                    && !soundHistory(assertion.key()).isEmpty()) {
                throw new VersionConflictException(
                        assertion.key(), expected, sound.active(assertion.key()).orElse(null));
            }
            return super.putIf(assertion, expected);
        }
    }

    /** Takes a content for the first version that had it. */
    static final class ComparesContentWithItsRevision extends ForwardingStore {
        ComparesContentWithItsRevision(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact putIf(Assertion assertion, Expected expected) {
            Optional<Fact> active = sound.active(assertion.key());
            if (expected instanceof Expected.Content content && isOfALaterRevision(assertion, content)) {
                throw new VersionConflictException(assertion.key(), expected, active.orElse(null));
            }
            return super.putIf(assertion, expected);
        }

        private boolean isOfALaterRevision(Assertion assertion, Expected.Content content) {
            return soundHistory(assertion.key()).stream()
                    .filter(fact -> fact.contentHash().equals(content.contentHash()))
                    .findFirst()
                    .filter(first -> !first.isActive())
                    .isPresent();
        }
    }

    /** Retires whatever is expected. */
    static final class RetiresWhateverIsExpected extends ForwardingStore {
        RetiresWhateverIsExpected(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact retireIf(RetirementRequest request, Expected expected) {
            return retire(request);
        }
    }

    /** Compares first and writes later, and lets others in between. */
    static final class ChecksThenActs extends ForwardingStore {
        private static final long LONG_ENOUGH_TO_MEET_NANOS = 200_000;

        ChecksThenActs(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact putIf(Assertion assertion, Expected expected) {
            Fact active = sound.active(assertion.key()).orElse(null);
            if (!expected.isMetBy(active)) {
                throw new VersionConflictException(assertion.key(), expected, active);
            }
            LockSupport.parkNanos(LONG_ENOUGH_TO_MEET_NANOS);
            return put(assertion);
        }
    }
}
