package dev.praxis.api.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An append-only bitemporal store of facts. Nothing is ever deleted or edited; there is no method for it.
 *
 * <p>Thread-safe. Every method but {@link #capabilities()} may block on I/O, and may throw {@link StoreBusyException} or
 * {@link StoreCorruptException} besides what it names, and {@link dev.praxis.api.InvalidArgumentException} for an argument
 * that it cannot keep. A method that throws has written nothing,
 * unless it throws {@link UnknownOutcomeException}; after any exception but {@link StoreClosedException} the store goes
 * on working.
 *
 * <p>The contract, by the numbers that the test kit carries:
 *
 * <ul>
 *   <li>STORE-PUT-1: {@code put} makes the assertion the active fact of its key and returns it as stored.
 *   <li>STORE-PUT-2: what is read is what was asserted, byte for byte: canonical value, any Unicode text that
 *       {@link dev.praxis.api.Utf8Text} allows, times truncated to microseconds, never rounded.
 *   <li>STORE-PUT-3: {@code put} supersedes the active fact of the key: it ends with {@code invalidAt} = the new
 *       {@code validFrom}, and {@code supersededAt}, sequence, actor and reason of the new fact.
 *   <li>STORE-PUT-4: the content hash is {@link Assertion#contentHash()}.
 *   <li>STORE-REV-1: revisions of a key are 1, 2, 3 … without gaps, also after a retirement.
 *   <li>STORE-SEQ-1: sequences strictly increase in the order of changes, over all keys; a retirement has one too.
 *   <li>STORE-TIME-1: {@code recordedAt} is the time of the clock, or that of the last change when the clock is behind
 *       it: it never decreases with the sequence.
 *   <li>STORE-ACTIVE-1: a key has at most one active fact.
 *   <li>STORE-RETIRE-1: {@code retire} ends the active fact with the actor, reason and valid time given; it is no longer
 *       active.
 *   <li>STORE-RETIRE-2: {@code retire} without an active fact throws {@link NoActiveFactException}; nothing is written.
 *   <li>STORE-HISTORY-1: {@code history} has every fact ever put for the key, in the order of revisions, with how each
 *       ended; no later call removes or changes anything but the end of the one that was active.
 *   <li>STORE-LIST-1: {@code list} gives the active facts that match, in the byte order of {@link FactKey}, never by
 *       locale.
 *   <li>STORE-LIST-2: pages follow each other without gap or repetition.
 *   <li>STORE-LIST-3: a prefix is compared byte for byte; {@code %}, {@code _} and letter case mean nothing special.
 *   <li>STORE-ASOF-1: as of recorded time R and valid time V: among the facts of the key recorded at or before R with
 *       {@code validFrom} ≤ V the latest recorded, unless it was retired (as known at R) at or before V.
 *   <li>STORE-ASOF-2: reading as of a sequence that was reached gives the same answer for ever. One that was not reached yet
 *       reads what there is.
 *   <li>STORE-ARG-1: what cannot be kept is refused before anything is written.
 *   <li>STORE-CAP-1: {@link #capabilities()} has a capability if and only if the store implements its type.
 *   <li>STORE-CLOSE-1: after {@code close} every method that reads or writes throws {@link StoreClosedException}; closing
 *       twice is allowed.
 *   <li>STORE-DURABLE-1: what was acknowledged is there when the same place is opened again (backends that keep
 *       something).
 *   <li>STORE-RACE-1: racing threads each get an answer as if they had come one after another; none is lost.
 * </ul>
 */
public interface Store extends AutoCloseable {

    /**
     * What this store can do beyond this interface. Does not block.
     *
     * @return an immutable set
     */
    Set<Capability> capabilities();

    /**
     * Records an assertion; the last writer wins.
     *
     * @param assertion what is said
     * @return the fact as stored, active
     * @throws dev.praxis.api.json.JsonRefusedException if the value is too long
     * @throws StoreBusyException if another writer held the store for longer than the wait allowed
     * @throws StoreUnavailableException if the backend failed; nothing was written
     * @throws UnknownOutcomeException if the backend failed in a way that leaves open whether it was written
     * @throws StoreClosedException if the store is closed
     */
    Fact put(Assertion assertion);

    /**
     * Ends the active fact of a key without a new one.
     *
     * @param request which, since when, who and why
     * @return the fact, ended
     * @throws NoActiveFactException if there is none
     * @throws StoreBusyException as {@link #put}
     * @throws StoreUnavailableException as {@link #put}
     * @throws UnknownOutcomeException as {@link #put}
     * @throws StoreClosedException if the store is closed
     */
    Fact retire(RetirementRequest request);

    /**
     * The active fact of a key.
     *
     * @param key the key
     * @return the fact, or empty
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    Optional<Fact> active(FactKey key);

    /**
     * A page of active facts.
     *
     * @param query what to match and where to go on
     * @return the facts in the order of their keys, and where the next page starts
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    Page list(FactQuery query);

    /**
     * All facts of a key, by revision.
     *
     * @param key the key
     * @param afterRevision give only revisions above this; 0 for all
     * @param limit how many at the most, 1 to {@value FactQuery#MAX_LIMIT}
     * @return an immutable list; empty when nothing was ever put
     * @throws dev.praxis.api.InvalidArgumentException if a number is out of range
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    List<Fact> history(FactKey key, long afterRevision, int limit);

    /**
     * What was believed, at a point of the record, about a point in the world's time. See STORE-ASOF-1.
     *
     * @param key the key
     * @param validAt the valid time asked about
     * @param basis the state of the record to read
     * @return the fact, with its end as known at the basis, or empty
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    Optional<Fact> asOf(FactKey key, Instant validAt, Basis basis);

    /** Releases what the store holds. Blocks until calls under way have ended. */
    @Override
    void close();
}
