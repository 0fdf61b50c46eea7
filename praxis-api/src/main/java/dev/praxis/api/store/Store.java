package dev.praxis.api.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
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
 *   <li>STORE-LIST-4: with another {@link View} {@code list} gives for each key that matches the fact that was active at
 *       its basis, or that {@code asOf} gives for its valid time and basis.
 *   <li>STORE-ASOF-1: as of recorded time R and valid time V: among the facts of the key recorded at or before R with
 *       {@code validFrom} ≤ V the latest recorded, unless it was retired (as known at R) at or before V.
 *   <li>STORE-ASOF-2: reading as of a sequence that was reached gives the same answer for ever. One that was not reached yet
 *       reads what there is.
 *   <li>STORE-TIMELINE-1: {@code timeline} agrees with {@code asOf} at every valid time: its periods are half-open, in the
 *       order of time, do not overlap, and each is as long as its fact holds.
 *   <li>STORE-EDGE-1: an {@link EdgeKey} is a key like any other: every read and write of one key does for it what it does
 *       for a {@link FactKey}. No fact is seen under the key of an edge and no edge in a list of facts.
 *   <li>STORE-EDGE-2: {@code neighbours} gives the active edges of a thing in one direction, by relation and neighbour in
 *       byte order; pages follow each other without gap or repetition.
 *   <li>STORE-EDGE-3: with another {@link View} {@code neighbours} gives the edges as {@code list} would give facts.
 *   <li>STORE-CHANGES-1: {@code changesSince} gives every change above a sequence once, in the order of sequences, as it
 *       was made.
 *   <li>STORE-CHANGES-2: whoever saw a change has seen all before it: none appears later with a sequence below, whatever
 *       was in flight.
 *   <li>STORE-CHANGES-3: {@code lastSequence} is the sequence of the last change, 0 when there is none.
 *   <li>STORE-BATCH-1: the writes of a batch happen all or not at all; the exception is that of the first, in their order,
 *       that is refused.
 *   <li>STORE-BATCH-2: a batch returns what each of its writes would return, in their order, which is the order of their
 *       sequences; all have one recorded time.
 *   <li>STORE-BATCH-3: no reader sees a part of a batch, but as of a sequence within it.
 *   <li>STORE-IDEMPOTENCY-1: a batch whose key was used for the same writes changes nothing and returns what the first
 *       returned, whatever happened since. What was expected does not matter then.
 *   <li>STORE-IDEMPOTENCY-2: a key that was used for other writes is refused with
 *       {@link IdempotencyKeyReusedException}.
 *   <li>STORE-IDEMPOTENCY-3: a batch that is refused leaves its key unused.
 *   <li>STORE-IDEMPOTENCY-4: {@code outcome} gives what the batch with a key returned, and nothing if there was none; it
 *       waits for a batch that is under way.
 *   <li>STORE-IDEMPOTENCY-5: of racing batches with one key one is written and all return the same.
 *   <li>STORE-ARG-1: what cannot be kept is refused before anything is written.
 *   <li>STORE-CAP-1: {@link #capabilities()} has a capability if and only if the store implements its type.
 *   <li>STORE-CAP-2: a batch that needs a capability which the store does not have is refused with
 *       {@link CapabilityAbsentException}.
 *   <li>STORE-CLOSE-1: after {@code close} every method that reads or writes throws {@link StoreClosedException}; closing
 *       twice is allowed.
 *   <li>STORE-READ-1: opened {@linkplain StoreOptions#forReading() for reading} a store gives what it gives otherwise, and
 *       {@code write} and {@code outcome} throw {@link StoreReadOnlyException}; nothing is written.
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
     * Carries out writes, all or none of them. Every other way to write is a short form of this one.
     *
     * @param batch the writes, and the idempotency key if there is one
     * @return the fact of each write, in their order: what was put, active, or what was retired, ended
     * @throws VersionConflictException if something other than expected is active; nothing was written
     * @throws NoActiveFactException if there is nothing to retire; nothing was written
     * @throws IdempotencyKeyReusedException if the key was used for other writes; nothing was written
     * @throws CapabilityAbsentException if a write expects something and this is not a {@link VersionedStore}
     * @throws dev.praxis.api.json.JsonRefusedException if a value is too long
     * @throws StoreBusyException if another writer held the store for longer than the wait allowed
     * @throws StoreUnavailableException if the backend failed; nothing was written
     * @throws UnknownOutcomeException if the backend failed in a way that leaves open whether it was written; it carries the
     *     idempotency key
     * @throws StoreReadOnlyException if the store was opened to be read only
     * @throws StoreClosedException if the store is closed
     */
    List<Fact> write(WriteBatch batch);

    /**
     * What came of a batch with an idempotency key: the way to learn an unknown outcome without writing. Waits for the
     * write that is under way, since it may be that batch; so an empty answer is final for every attempt that has ended before,
     * with whatever exception.
     *
     * @param key the key
     * @return what the batch returned, or empty if it was not written
     * @throws StoreBusyException as {@link #write}
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreReadOnlyException if the store was opened to be read only, since it takes the lock of writers
     * @throws StoreClosedException if the store is closed
     */
    Optional<List<Fact>> outcome(IdempotencyKey key);

    /**
     * Records an assertion; the last writer wins.
     *
     * @param assertion what is said
     * @return the fact as stored, active
     * @throws dev.praxis.api.json.JsonRefusedException if the value is too long
     * @throws StoreBusyException as {@link #write}
     * @throws StoreUnavailableException as {@link #write}
     * @throws UnknownOutcomeException as {@link #write}
     * @throws StoreClosedException if the store is closed
     */
    default Fact put(Assertion assertion) {
        return write(WriteBatch.of(Write.put(assertion))).get(0);
    }

    /**
     * Ends the active fact of a key without a new one.
     *
     * @param request which, since when, who and why
     * @return the fact, ended
     * @throws NoActiveFactException if there is none
     * @throws StoreBusyException as {@link #write}
     * @throws StoreUnavailableException as {@link #write}
     * @throws UnknownOutcomeException as {@link #write}
     * @throws StoreClosedException if the store is closed
     */
    default Fact retire(RetirementRequest request) {
        return write(WriteBatch.of(Write.retire(request))).get(0);
    }

    /**
     * The active fact of a key.
     *
     * @param key the key
     * @return the fact, or empty
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    Optional<Fact> active(Key key);

    /**
     * A page of facts.
     *
     * @param query what to match and where to go on
     * @return the facts in the order of their keys, and where the next page starts
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    Page<FactKey> list(FactQuery query);

    /**
     * All facts of a key, by revision. The limit counts entries, never bytes; see {@link FactQuery}.
     *
     * @param key the key
     * @param afterRevision give only revisions above this; 0 for all
     * @param limit how many at the most, 1 to {@value FactQuery#MAX_LIMIT}
     * @return an immutable list; empty when nothing was ever put
     * @throws dev.praxis.api.InvalidArgumentException if a number is out of range
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    List<Fact> history(Key key, long afterRevision, int limit);

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
    Optional<Fact> asOf(Key key, Instant validAt, Basis basis);

    /**
     * What is believed, at a point of the record, about all of valid time. See STORE-TIMELINE-1. Costs time in proportion to
     * the history of the key.
     *
     * @param key the key
     * @param basis the state of the record to read
     * @param from give only periods that start at this time or later; {@link dev.praxis.api.UtcMicros#MIN} for all, the end
     *     of the last period to go on
     * @param limit how many at the most, 1 to {@value FactQuery#MAX_LIMIT}
     * @return an immutable list
     * @throws dev.praxis.api.InvalidArgumentException if the limit or the time is out of range
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    List<Period> timeline(Key key, Basis basis, Instant from, int limit);

    /**
     * A page of the edges of one thing. For what can be reached over several edges see {@link Traversal}. The limit of the query
     * counts entries, never bytes; see {@link FactQuery}.
     *
     * @param query which, and where to go on
     * @return the edges, and where the next page starts
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    Page<EdgeKey> neighbours(EdgeQuery query);

    /**
     * The changes after a point of the record: a feed that misses nothing and repeats nothing. The limit counts entries, never
     * bytes; see {@link FactQuery}.
     *
     * @param sequence the last sequence that is known already; 0 for all
     * @param limit how many at the most, 1 to {@value FactQuery#MAX_LIMIT}
     * @return an immutable list, by sequence; empty when there is nothing new
     * @throws dev.praxis.api.InvalidArgumentException if a number is out of range
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    List<Change> changesSince(long sequence, int limit);

    /**
     * The point that the record has reached: as a {@link Basis.AtSequence} it reads the same for ever.
     *
     * @return the sequence of the last change, or 0
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    long lastSequence();

    /** Releases what the store holds. Blocks until calls under way have ended. */
    @Override
    void close();
}
