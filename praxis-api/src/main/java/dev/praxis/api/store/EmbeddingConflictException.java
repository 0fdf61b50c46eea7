package dev.praxis.api.store;

/**
 * An embedding contradicts one that is kept: the space has other dimensions, or the fact has another vector in it. Nothing was
 * written. Not retryable: use a space of another name. Code {@code PRX-STORE-EMBEDDING-CONFLICT}.
 */
public final class EmbeddingConflictException extends StoreException {

    private static final long serialVersionUID = 1L;

    private EmbeddingConflictException(String what) {
        super(
                "PRX-STORE-EMBEDDING-CONFLICT",
                what + "; nothing was written; embeddings never change, so use a space of another name",
                null);
    }

    /**
     * A space that has other dimensions.
     *
     * @param space what was asked for
     * @param dimensions what it has
     * @return the exception
     */
    public static EmbeddingConflictException ofSpace(VectorSpace space, int dimensions) {
        return new EmbeddingConflictException(
                "vector space '" + space.name() + "' has " + dimensions + " dimensions, not " + space.dimensions());
    }

    /**
     * A fact that has another vector.
     *
     * @param space the space
     * @param factId the id of the fact
     * @return the exception
     */
    public static EmbeddingConflictException ofFact(VectorSpace space, String factId) {
        return new EmbeddingConflictException(
                "fact '" + factId + "' has another vector in the space '" + space.name() + "' already");
    }
}
