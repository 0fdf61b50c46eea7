package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Key;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One change that a caller wants, and what must be active for it to happen. Immutable. */
public sealed interface Write {

    /**
     * What the change is about.
     *
     * @return the key
     */
    Key key();

    /**
     * What must be active.
     *
     * @return the expectation, or null when anything, or nothing, may be
     */
    @Nullable
    Expected expected();

    /**
     * Records an assertion whatever is active.
     *
     * @param assertion what is said
     * @return the write
     */
    static Write put(Assertion assertion) {
        return new Put(assertion, null);
    }

    /**
     * Records an assertion if the active fact is as expected.
     *
     * @param assertion what is said
     * @param expected what must be active
     * @return the write
     */
    static Write putIf(Assertion assertion, Expected expected) {
        return new Put(assertion, Objects.requireNonNull(expected, "expected"));
    }

    /**
     * Ends the active fact, whichever it is.
     *
     * @param request which, since when, who and why
     * @return the write
     */
    static Write retire(RetirementRequest request) {
        return new Retire(request, null);
    }

    /**
     * Ends the active fact if it is as expected.
     *
     * @param request which, since when, who and why
     * @param expected what must be active; expecting absence is refused
     * @return the write
     * @throws InvalidArgumentException if absence is expected
     */
    static Write retireIf(RetirementRequest request, Expected expected) {
        return new Retire(request, Objects.requireNonNull(expected, "expected"));
    }

    /**
     * Records an assertion.
     *
     * @param assertion what is said
     * @param expected what must be active, or null
     */
    record Put(Assertion assertion, @Nullable Expected expected) implements Write {
        /** Checks that there is an assertion. */
        public Put {
            Objects.requireNonNull(assertion, "assertion");
        }

        @Override
        public Key key() {
            return assertion.key();
        }
    }

    /**
     * Ends the active fact.
     *
     * @param request which, since when, who and why
     * @param expected what must be active, or null for any fact
     */
    record Retire(RetirementRequest request, @Nullable Expected expected) implements Write {
        /**
         * Checks the expectation.
         *
         * @throws InvalidArgumentException if absence is expected
         */
        public Retire {
            Objects.requireNonNull(request, "request");
            if (expected instanceof Expected.Absent) {
                throw new InvalidArgumentException(
                        "a retirement cannot expect that no fact is active; expect a version or a content hash");
            }
        }

        @Override
        public Key key() {
            return request.key();
        }
    }
}
