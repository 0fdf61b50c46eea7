package dev.praxis.api.store;

import java.util.List;

/**
 * A store that finds facts by the vectors that somebody embedded them with. Threads and failures as in {@link Store}.
 *
 * <p>An embedding is derived from a fact and is not itself one: it has no sequence, is not among the changes, and belongs to one
 * revision; the next has to be embedded anew. It is kept for good like everything else.
 *
 * <p>A vector can give away the text that it was computed from, and cannot be redacted. Embed what the store gave back, in which
 * secrets are redacted, not what was handed to it.
 *
 * <ul>
 *   <li>STORE-VECTOR-1: {@code nearest} gives those facts, and edges, that are active and have a vector in the space. What is
 *       superseded or retired is not found, and no other space matters.
 *   <li>STORE-VECTOR-2: matches come in the order of {@link VectorMatch}: the most similar first, equals by key.
 *   <li>STORE-VECTOR-3: the similarity of a match is {@link Vector#cosineSimilarity} of both vectors as they were given, to the
 *       last bit.
 *   <li>STORE-VECTOR-4: there are as many matches as the limit allows. None that is left out is more similar than the last one given by
 *       more than {@value #TOLERANCE}: a backend may search in single precision.
 *   <li>STORE-VECTOR-5: a fact has one vector in a space for ever. The same again changes nothing; another one is refused with
 *       {@link EmbeddingConflictException}.
 *   <li>STORE-VECTOR-6: the first embedding gives a space its dimensions for ever; with others it is refused with
 *       {@link EmbeddingConflictException}.
 *   <li>STORE-VECTOR-7: what cannot be kept or searched for is refused before anything is written: a vector that is not of its
 *       space, an id of no fact, a limit out of range.
 *   <li>STORE-VECTOR-8: an embedding that was acknowledged is there when the same place is opened again (backends that keep
 *       something).
 *   <li>STORE-VECTOR-9: of racing calls that embed one fact differently one wins; the others get the conflict.
 * </ul>
 */
public interface VectorStore extends Store {

    /**
     * How much more similar a fact that is left out can be than the last match. Twice the bound for the error of a cosine that is
     * summed up in single precision over {@value Vector#MAX_DIMENSIONS} components (each of its three sums errs by at most 2000 ·
     * 2<sup>-24</sup> of the product of the norms), rounded up.
     */
    double TOLERANCE = 0.001;

    /**
     * Embeds a fact. It does not matter whether it is still active: whoever computes vectors may be late.
     *
     * @param space the space; declared if the store does not know it
     * @param factId the id of the fact, see {@link dev.praxis.api.fact.Fact#id()}
     * @param vector its vector
     * @throws dev.praxis.api.InvalidArgumentException if the vector is not of the space, or no fact has the id; nothing was
     *     written
     * @throws EmbeddingConflictException if the space has other dimensions or the fact another vector; nothing was written
     * @throws StoreBusyException as {@link Store#write}
     * @throws StoreUnavailableException as {@link Store#write}
     * @throws UnknownOutcomeException as {@link Store#write}; the same call again settles it
     * @throws StoreClosedException if the store is closed
     */
    void embed(VectorSpace space, String factId, Vector vector);

    /**
     * The active facts whose vectors have the most similar directions. Exact: every vector of an active fact in the space is
     * compared, so it costs time in proportion to their number, and little memory.
     *
     * @param space the space
     * @param vector what to compare with
     * @param limit how many at the most, 1 to {@value FactQuery#MAX_LIMIT}
     * @return an immutable list; empty when nothing was embedded in the space
     * @throws dev.praxis.api.InvalidArgumentException if the vector is not of the space, or the limit is out of range
     * @throws EmbeddingConflictException if the space has other dimensions
     * @throws StoreUnavailableException if the backend failed
     * @throws StoreClosedException if the store is closed
     */
    List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit);
}
