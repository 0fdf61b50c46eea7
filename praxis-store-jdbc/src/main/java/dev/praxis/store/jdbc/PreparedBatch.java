package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch with all that can be computed, and refused, before the write lock is taken. */
record PreparedBatch(List<PreparedWrite> writes, @Nullable IdempotencyKey idempotencyKey) {

    static PreparedBatch of(WriteBatch batch) {
        return new PreparedBatch(batch.writes().stream().map(PreparedWrite::of).toList(), batch.idempotencyKey());
    }

    /** Whether these are the writes that were answered with these facts. */
    boolean wasAnsweredWith(List<Fact> facts) {
        if (facts.size() != writes.size()) {
            return false;
        }
        for (int i = 0; i < facts.size(); i++) {
            if (!writes.get(i).wasAnsweredWith(facts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** One write of a batch. */
    sealed interface PreparedWrite {

        static PreparedWrite of(Write write) {
            if (write instanceof Write.Put put) {
                Assertion assertion = put.assertion();
                return new PreparedPut(
                        assertion, CanonicalJson.text(assertion.value()), assertion.contentHash(), put.expected());
            }
            Write.Retire retire = (Write.Retire) write;
            return new PreparedRetire(retire.request(), retire.expected());
        }

        Key key();

        @Nullable
        Expected expected();

        boolean wasAnsweredWith(Fact fact);
    }

    /** An assertion, its value as text, and its hash. */
    record PreparedPut(
            Assertion assertion,
            String value,
            Sha256 contentHash,
            @Nullable Expected expected) implements PreparedWrite {

        @Override
        public Key key() {
            return assertion.key();
        }

        @Override
        public boolean wasAnsweredWith(Fact fact) {
            return fact.isActive() && fact.contentHash().equals(contentHash);
        }
    }

    /** A retirement. */
    record PreparedRetire(
            RetirementRequest request, @Nullable Expected expected) implements PreparedWrite {

        @Override
        public Key key() {
            return request.key();
        }

        @Override
        public boolean wasAnsweredWith(Fact fact) {
            Retirement end = fact.retirement();
            return end != null
                    && request.equals(new RetirementRequest(fact.key(), end.invalidAt(), end.actor(), end.reason()));
        }
    }
}
