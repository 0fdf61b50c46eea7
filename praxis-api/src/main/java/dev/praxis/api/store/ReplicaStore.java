package dev.praxis.api.store;

import java.util.List;

/**
 * A store that can take over the changes of another one as they are: with their sequences, ids, versions, times and requests,
 * so that it answers everything as that store does. This is how a record is restored, or moved to another backend; see
 * {@code dev.praxis.api.store.archive}. Threads and failures as in {@link Store}.
 *
 * <p>What is appended was redacted when it was written, and is not redacted again: another text would have another content
 * hash. So no wrapper that redacts is a replica; whoever appends has the bare store in hand, and knows where the changes come
 * from.
 *
 * <ul>
 *   <li>STORE-REPLICA-1: after {@code append} the store gives the changes as they were handed over, and answers every read as
 *       the store does that made them.
 *   <li>STORE-REPLICA-2: {@code append} takes all changes of a call or, when one is refused, none.
 *   <li>STORE-REPLICA-3: a change is refused whose sequence is not the next one, or whose recorded time is before that of the
 *       change before.
 *   <li>STORE-REPLICA-4: an assertion is refused whose revision is not the next of its key; a retirement that does not end
 *       the active version.
 *   <li>STORE-REPLICA-5: an assertion is refused whose content hash does not fit what it says.
 *   <li>STORE-REPLICA-6: a change is refused whose id is taken, or whose place is not the next of its request.
 *   <li>STORE-REPLICA-7: what was appended counts like what was written: sequences, revisions and recorded times go on from
 *       it, and its idempotency keys are used.
 * </ul>
 */
public interface ReplicaStore extends Store {

    /**
     * Continues the record with changes of another store. A call may end in the middle of a request; the next one goes on in it.
     * Until then this store has a part of a batch that the other store has whole: {@link Store#outcome} answers with that part,
     * and a repetition of the batch is refused with {@link IdempotencyKeyReusedException}, as if the key were used for other
     * writes. So keep the changes of a request together in one call, as the importer does, if anybody reads or writes meanwhile.
     *
     * @param changes the changes, in the order of their sequences; at least one; all are held in memory, so hand over pages
     * @throws ChangeRefusedException if one of them does not continue the record; nothing was written
     * @throws dev.praxis.api.InvalidArgumentException if there are no changes
     * @throws StoreBusyException as {@link Store#write}
     * @throws StoreUnavailableException as {@link Store#write}
     * @throws UnknownOutcomeException as {@link Store#write}; {@link Store#lastSequence} tells what happened
     * @throws StoreClosedException if the store is closed
     */
    void append(List<Change> changes);
}
