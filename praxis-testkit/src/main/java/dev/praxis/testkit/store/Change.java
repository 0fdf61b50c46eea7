package dev.praxis.testkit.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.RetirementRequest;
import java.time.Instant;
import java.util.List;

/** One entry of the model's log. The facts of a key are what its changes make of an empty list, one after another. */
sealed interface Change {

    FactKey key();

    long sequence();

    Instant recordedAt();

    /** Carries the change out on the facts of its key, in the order of their revisions. */
    void applyTo(List<Fact> facts);

    record Put(long sequence, Instant recordedAt, String id, Assertion assertion, Sha256 contentHash)
            implements Change {

        @Override
        public FactKey key() {
            return assertion.key();
        }

        @Override
        public void applyTo(List<Fact> facts) {
            Retirement end =
                    new Retirement(assertion.validFrom(), recordedAt, sequence, assertion.actor(), assertion.reason());
            endActive(facts, end);
            facts.add(new Fact(id, assertion, facts.size() + 1L, sequence, recordedAt, contentHash, null));
        }
    }

    record Retire(long sequence, Instant recordedAt, RetirementRequest request) implements Change {

        @Override
        public FactKey key() {
            return request.key();
        }

        @Override
        public void applyTo(List<Fact> facts) {
            endActive(
                    facts,
                    new Retirement(request.invalidAt(), recordedAt, sequence, request.actor(), request.reason()));
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
