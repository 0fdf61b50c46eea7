package dev.praxis.testkit.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.View;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of a generated sequence: a call of the store, or something that happens to it. */
sealed interface Operation {

    record SetClock(Instant now) implements Operation {}

    /** Closes the store and opens its place again, where that keeps what was written. */
    record Reopen() implements Operation {}

    /** A call of the store. */
    sealed interface Call extends Operation {

        /** Calls the store of a side; the answer as text. */
        String on(Side side);

        /** Whether it makes sense only for a store with compare-and-set. */
        default boolean isConditional() {
            return false;
        }
    }

    /** A call that writes one thing, alone or as a part of a batch. */
    sealed interface SingleWrite extends Call {

        Key key();

        Write write(Side side);
    }

    record Put(Assertion assertion) implements SingleWrite {

        @Override
        public Key key() {
            return assertion.key();
        }

        @Override
        public Write write(Side side) {
            return Write.put(assertion);
        }

        @Override
        public String on(Side side) {
            return side.noted(side.store().put(assertion));
        }
    }

    record PutIf(Assertion assertion, Expectation expectation) implements SingleWrite {

        @Override
        public Key key() {
            return assertion.key();
        }

        @Override
        public Write write(Side side) {
            return Write.putIf(assertion, side.expected(key(), expectation));
        }

        @Override
        public String on(Side side) {
            VersionedStore store = (VersionedStore) side.store();
            return side.noted(store.putIf(assertion, side.expected(key(), expectation)));
        }

        @Override
        public boolean isConditional() {
            return true;
        }
    }

    record Retire(RetirementRequest request) implements SingleWrite {

        @Override
        public Key key() {
            return request.key();
        }

        @Override
        public Write write(Side side) {
            return Write.retire(request);
        }

        @Override
        public String on(Side side) {
            return side.noted(side.store().retire(request));
        }
    }

    record RetireIf(RetirementRequest request, Expectation expectation) implements SingleWrite {

        @Override
        public Key key() {
            return request.key();
        }

        @Override
        public Write write(Side side) {
            return Write.retireIf(request, side.expected(key(), expectation));
        }

        @Override
        public String on(Side side) {
            VersionedStore store = (VersionedStore) side.store();
            return side.noted(store.retireIf(request, side.expected(key(), expectation)));
        }

        @Override
        public boolean isConditional() {
            return true;
        }
    }

    record Batch(List<SingleWrite> writes, @Nullable IdempotencyKey key) implements Call {

        @Override
        public String on(Side side) {
            List<Write> asked = writes.stream().map(write -> write.write(side)).toList();
            return side.noted(side.store().write(new WriteBatch(asked, key)));
        }

        @Override
        public boolean isConditional() {
            return writes.stream().anyMatch(Call::isConditional);
        }
    }

    record Outcome(IdempotencyKey key) implements Call {

        @Override
        public String on(Side side) {
            return side.store().outcome(key).map(side::text).orElse("not written");
        }
    }

    record Active(Key key) implements Call {

        @Override
        public String on(Side side) {
            return side.text(side.store().active(key));
        }
    }

    /** Reads all pages. */
    record ListPages(FactQuery query, Sight sight) implements Call {

        @Override
        public String on(Side side) {
            FactQuery seen = query.withView(sight.view(side));
            return side.pages((Optional<FactKey> cursor) ->
                    side.store().list(cursor.map(seen::after).orElse(seen)));
        }
    }

    /** Reads all pages. */
    record NeighbourPages(EdgeQuery query, Sight sight) implements Call {

        @Override
        public String on(Side side) {
            EdgeQuery seen = query.withView(sight.view(side));
            return side.pages((Optional<EdgeKey> cursor) ->
                    side.store().neighbours(cursor.map(seen::after).orElse(seen)));
        }
    }

    record History(Key key, long afterRevision, int limit) implements Call {

        @Override
        public String on(Side side) {
            return side.text(side.store().history(key, afterRevision, limit));
        }
    }

    record AsOf(Key key, Instant validAt, Moment moment) implements Call {

        @Override
        public String on(Side side) {
            return side.text(side.store().asOf(key, validAt, moment.basis(side)));
        }
    }

    record Timeline(Key key, Moment moment, Instant from, int limit) implements Call {

        @Override
        public String on(Side side) {
            return side.periods(side.store().timeline(key, moment.basis(side), from, limit));
        }
    }

    /**
     * Reads all changes from one on, page by page.
     *
     * @param after after which change, as in {@link AtChange}
     */
    record ChangePages(int after, int limit) implements Call {

        @Override
        public String on(Side side) {
            return side.changes(side.sequence(after), limit);
        }
    }

    record LastSequence() implements Call {

        @Override
        public String on(Side side) {
            Store store = side.store();
            return "change " + side.ordinalOfSequence(store.lastSequence());
        }
    }

    /** A point of the record, in terms that mean the same to both sides. */
    sealed interface Moment {

        Basis basis(Side side);
    }

    record AtTime(Basis.RecordedAt basis) implements Moment {

        @Override
        public Basis basis(Side side) {
            return basis;
        }
    }

    /**
     * One of the changes that were made so far, since the sequences themselves are the store's to choose.
     *
     * @param change which, counted from the first one; taken modulo the number of changes, plus one for none
     */
    record AtChange(int change) implements Moment {

        @Override
        public Basis basis(Side side) {
            return new Basis.AtSequence(side.sequence(change));
        }
    }

    /** What a listing shows: what is active, if there is no moment. */
    record Sight(@Nullable Moment moment, @Nullable Instant validAt) {

        static final Sight ACTIVE = new Sight(null, null);

        View view(Side side) {
            Basis basis = moment == null ? Basis.latest() : moment.basis(side);
            return new View(basis, validAt);
        }
    }

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
