package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry of the record of a store, as it was made; it never changes. Immutable. */
public sealed interface Change {

    /**
     * What it is about.
     *
     * @return the key
     */
    Key key();

    /**
     * Its place among all changes of the store.
     *
     * @return 1 or more
     */
    long sequence();

    /**
     * When the store took it down.
     *
     * @return the recorded time
     */
    Instant recordedAt();

    /**
     * The request that it was part of.
     *
     * @return null if that had no idempotency key
     */
    @Nullable
    RequestPlace request();

    /**
     * A fact was asserted; it superseded the one that was active, if there was one.
     *
     * @param fact the fact as it was then: active
     * @param request the request that it was part of, or null
     */
    record Asserted(Fact fact, @Nullable RequestPlace request) implements Change {
        /** Takes the end off the fact, which is another change. */
        public Asserted {
            fact = fact.retirement() == null ? fact : fact.retiredBy(null);
        }

        @Override
        public Key key() {
            return fact.key();
        }

        @Override
        public long sequence() {
            return fact.sequence();
        }

        @Override
        public Instant recordedAt() {
            return fact.recordedAt();
        }
    }

    /**
     * The active fact was retired without a new one.
     *
     * @param key its key
     * @param version its version
     * @param retirement how it ended
     * @param request the request that it was part of, or null
     */
    record Retired(
            Key key,
            FactVersion version,
            Retirement retirement,
            @Nullable RequestPlace request) implements Change {
        /** Checks that nothing is missing. */
        public Retired {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(retirement, "retirement");
        }

        @Override
        public long sequence() {
            return retirement.sequence();
        }

        @Override
        public Instant recordedAt() {
            return retirement.supersededAt();
        }
    }

    /**
     * The place of a change in a request with an idempotency key.
     *
     * @param key the key
     * @param place 1, 2, 3 … in the order of the batch
     */
    record RequestPlace(IdempotencyKey key, int place) {
        /**
         * Checks the place.
         *
         * @throws InvalidArgumentException if it is out of range
         */
        public RequestPlace {
            Objects.requireNonNull(key, "key");
            if (place < 1 || place > WriteBatch.MAX_WRITES) {
                throw new InvalidArgumentException(
                        "place " + place + " of a request; allowed are 1 to " + WriteBatch.MAX_WRITES);
            }
        }
    }
}
