package dev.praxis.api.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;

/**
 * A store with compare-and-set; in a batch, of several keys at once. Threads and failures as in {@link Store}.
 *
 * <ul>
 *   <li>STORE-CAS-1: {@code putIf} writes if and only if the active fact is as expected; otherwise it throws
 *       {@link VersionConflictException} and nothing is written.
 *   <li>STORE-CAS-2: the conflict carries the fact that is active now, read together with the comparison; none if and
 *       only if none is.
 *   <li>STORE-CAS-3: a version that was superseded is stale for ever, also when a later fact has the same content
 *       (A → B → A).
 *   <li>STORE-CAS-4: {@code Expected.absent()} writes only when no fact is active, whether none ever was or the last was
 *       retired.
 *   <li>STORE-CAS-5: {@code Expected.content} compares the content hash alone, as its caller says.
 *   <li>STORE-CAS-6: {@code retireIf} retires if and only if the active fact is as expected.
 *   <li>STORE-CAS-7: of racing writers that expect the same version exactly one wins; the others get the conflict.
 * </ul>
 */
public interface VersionedStore extends Store {

    /**
     * Records an assertion if the active fact of its key is as expected.
     *
     * @param assertion what is said
     * @param expected what must be active
     * @return the fact as stored, active
     * @throws VersionConflictException if something else is active; nothing was written
     * @throws dev.praxis.api.json.JsonRefusedException if the value is too long
     * @throws StoreBusyException as {@link Store#put}
     * @throws StoreUnavailableException as {@link Store#put}
     * @throws UnknownOutcomeException as {@link Store#put}
     * @throws StoreClosedException if the store is closed
     */
    default Fact putIf(Assertion assertion, Expected expected) {
        return write(WriteBatch.of(Write.putIf(assertion, expected))).get(0);
    }

    /**
     * Ends the active fact of a key if it is as expected.
     *
     * @param request which, since when, who and why
     * @param expected what must be active; expecting absence is refused
     * @return the fact, ended
     * @throws VersionConflictException if something else, or nothing, is active; nothing was written
     * @throws dev.praxis.api.InvalidArgumentException if absence is expected
     * @throws StoreBusyException as {@link Store#put}
     * @throws StoreUnavailableException as {@link Store#put}
     * @throws UnknownOutcomeException as {@link Store#put}
     * @throws StoreClosedException if the store is closed
     */
    default Fact retireIf(RetirementRequest request, Expected expected) {
        return write(WriteBatch.of(Write.retireIf(request, expected))).get(0);
    }
}
