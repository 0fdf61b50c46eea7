package dev.praxis.testkit.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.RetirementRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the model's log. The facts of a key are what its changes make of an empty list, one after another. */
sealed interface ModelChange {

    Key key();

    long sequence();

    Instant recordedAt();

    @Nullable
    RequestPlace request();

    /** Carries the change out on the facts of its key, in the order of their revisions; the fact that it concerns. */
    Fact applyTo(List<Fact> facts);

    /** What a reader of changes gets to see, given the facts of the key up to this change. */
    Change seen(List<Fact> facts);

    record Put(
            long sequence,
            Instant recordedAt,
            @Nullable RequestPlace request,
            String id,
            Assertion assertion,
            Sha256 contentHash)
            implements ModelChange {

        @Override
        public Key key() {
            return assertion.key();
        }

        @Override
        public Fact applyTo(List<Fact> facts) {
            Retirement end =
                    new Retirement(assertion.validFrom(), recordedAt, sequence, assertion.actor(), assertion.reason());
            endActive(facts, end);
            Fact fact = new Fact(id, assertion, facts.size() + 1L, sequence, recordedAt, contentHash, null);
            facts.add(fact);
            return fact;
        }

        @Override
        public Change seen(List<Fact> facts) {
            return new Change.Asserted(facts.get(facts.size() - 1), request);
        }
    }

    record Retire(
            long sequence, Instant recordedAt, @Nullable RequestPlace request, RetirementRequest wish)
            implements ModelChange {

        @Override
        public Key key() {
            return wish.key();
        }

        @Override
        public Fact applyTo(List<Fact> facts) {
            endActive(facts, new Retirement(wish.invalidAt(), recordedAt, sequence, wish.actor(), wish.reason()));
            return facts.get(facts.size() - 1);
        }

        @Override
        public Change seen(List<Fact> facts) {
            Fact ended = facts.get(facts.size() - 1);
            FactVersion version = ended.version();
            return new Change.Retired(key(), version, ended.ended().orElseThrow(), request);
        }
    }

    /** Only the last fact can be active: each one ended the one before it. */
    private static void endActive(List<Fact> facts, Retirement end) {
        int last = facts.size() - 1;
        if (last >= 0 && facts.get(last).isActive()) {
            facts.set(last, facts.get(last).retiredBy(end));
        }
    }
}
