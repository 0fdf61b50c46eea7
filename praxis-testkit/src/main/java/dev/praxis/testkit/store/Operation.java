package dev.praxis.testkit.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.RetirementRequest;
import java.time.Instant;
import java.util.List;

/** One step of a generated sequence: a call of the store, or something that happens to it. */
sealed interface Operation {

    record Put(Assertion assertion) implements Operation {}

    record PutIf(Assertion assertion, Expectation expectation) implements Operation {}

    record Retire(RetirementRequest request) implements Operation {}

    record RetireIf(RetirementRequest request, Expectation expectation) implements Operation {}

    record Active(FactKey key) implements Operation {}

    /** Reads all pages. */
    record ListPages(FactQuery query) implements Operation {}

    record History(FactKey key, long afterRevision, int limit) implements Operation {}

    record AsOfTime(FactKey key, Instant validAt, Basis.RecordedAt basis) implements Operation {}

    /**
     * Reads as of one of the changes that were made so far, since the sequences themselves are the store's to choose.
     *
     * @param change which, counted from the first one; taken modulo the number of changes, plus one for none
     */
    record AsOfChange(FactKey key, Instant validAt, int change) implements Operation {}

    record SetClock(Instant now) implements Operation {}

    /** Closes the store and opens its place again, where that keeps what was written. */
    record Reopen() implements Operation {}

    /** What a conditional write expects, in terms of what the model holds when it comes to it. */
    enum Expectation {
        ABSENT,
        ACTIVE_VERSION,
        FIRST_VERSION,
        ACTIVE_CONTENT,
        FIRST_CONTENT;

        /** The expectation for the facts that a key had so far; absence if there is no such fact. */
        Expected of(List<Fact> history) {
            if (this == ABSENT || history.isEmpty()) {
                return Expected.absent();
            }
            Fact first = history.get(0);
            Fact last = history.get(history.size() - 1);
            Sha256 content = (this == ACTIVE_CONTENT ? last : first).contentHash();
            return switch (this) {
                case ACTIVE_VERSION -> Expected.version(last.version());
                case FIRST_VERSION -> Expected.version(first.version());
                default -> Expected.content(content);
            };
        }
    }
}
