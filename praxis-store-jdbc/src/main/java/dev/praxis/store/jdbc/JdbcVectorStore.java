package dev.praxis.store.jdbc;

import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The fact store over a SQL database that can search by vectors. */
public final class JdbcVectorStore extends JdbcStore implements VectorStore {

    private final EmbeddingTable embeddings;

    /**
     * Creates a store over a database that has the current schema.
     *
     * @param dialect how the database compares keys
     * @param vectors how it keeps and compares vectors
     * @param transactor runs the work; closed with this store
     * @param options the clock and the ids
     */
    public JdbcVectorStore(Dialect dialect, VectorDialect vectors, Transactor transactor, StoreOptions options) {
        super(dialect, transactor, options, Optional.empty());
        this.embeddings = new EmbeddingTable(dialect, vectors);
    }

    /**
     * Creates a store over a database that has the current schema and a shorter way for single puts.
     *
     * @param dialect how the database compares keys
     * @param vectors how it keeps and compares vectors
     * @param transactor runs the work; closed with this store
     * @param options the clock and the ids
     * @param puts the shorter way
     */
    public JdbcVectorStore(
            Dialect dialect, VectorDialect vectors, Transactor transactor, StoreOptions options, SinglePuts puts) {
        super(dialect, transactor, options, Optional.of(new PutShortcut(puts, options.ids())));
        this.embeddings = new EmbeddingTable(dialect, vectors);
    }

    @Override
    public void embed(VectorSpace space, String factId, Vector vector) {
        FactWriter.requireId(factId);
        space.require(vector);
        write(session -> {
            embeddings.embed(session, space, factId, vector);
            return space;
        });
    }

    @Override
    public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
        Objects.requireNonNull(space, "space").require(vector);
        FactQuery.requireLimit(limit);
        return read(session -> embeddings.nearest(session, space, vector, limit));
    }
}
