package dev.praxis.store.jdbc;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.EmbeddingConflictException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tables {@code vector_space} and {@code embedding}. Immutable and thread-safe. */
final class EmbeddingTable {

    private static final String DIMENSIONS = "SELECT dimensions FROM vector_space WHERE name = ?";
    private static final String FACT = "SELECT seq FROM entry WHERE id = ?";
    private static final String VECTOR = "SELECT components FROM embedding WHERE space = ? AND seq = ?";
    private static final String DECLARE = "INSERT INTO vector_space (name, dimensions) VALUES (?, ?)";
    private static final String INSERT = "INSERT INTO embedding (space, seq, components) VALUES (?, ?, ?)";
    private static final int COMPONENTS = EntryRow.BODY_AND_KEY_COLUMNS + 1;

    private final VectorDialect vectors;
    private final String nearest;

    EmbeddingTable(Dialect dialect, VectorDialect vectors) {
        this.vectors = vectors;
        this.nearest = "SELECT " + EntryTable.BODY + EntryTable.KEY + ", v.components"
                + " FROM embedding v JOIN entry e ON e.seq = v.seq WHERE v.space = ? AND NOT EXISTS"
                + " (SELECT 1 FROM entry n WHERE " + dialect.sameKey("n", "e") + " AND n.ordinal = e.ordinal + 1)"
                + vectors.search();
    }

    /** Embeds a fact. Runs in a write transaction that its caller began, so that what it reads stays true. */
    void embed(Session session, VectorSpace space, String factId, Vector vector) throws SQLException {
        boolean isDeclared = isDeclared(session, space);
        long fact = fact(session, factId)
                .orElseThrow(() -> new InvalidArgumentException(
                        "no fact of this store has the id '" + factId + "'; use the id of a fact that was put"));
        Optional<Vector> known = vector(session, space, fact);
        if (known.isPresent()) {
            if (!known.get().equals(vector)) {
                throw EmbeddingConflictException.ofFact(space, factId);
            }
            return;
        }
        if (!isDeclared) {
            PreparedStatement declare = session.prepare(DECLARE);
            declare.setString(1, space.name());
            declare.setInt(2, space.dimensions());
            declare.executeUpdate();
        }
        PreparedStatement insert = session.prepare(INSERT);
        insert.setString(1, space.name());
        insert.setLong(2, fact);
        vectors.bind(insert, 3, vector);
        insert.executeUpdate();
    }

    /** The search. Parameters: the name of the space, then those of the dialect. */
    String nearest() {
        return nearest;
    }

    /** The first statement says whether there is anything to search in; what it says never changes. */
    List<VectorMatch> nearest(Session session, VectorSpace space, Vector vector, int limit) throws SQLException {
        if (!isDeclared(session, space)) {
            return List.of();
        }
        PreparedStatement statement = session.prepare(nearest);
        statement.setString(1, space.name());
        vectors.bindSearch(statement, 2, vector, limit);
        NearestMatches matches = new NearestMatches(limit);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                double similarity = vector.cosineSimilarity(read(rows, COMPONENTS, space));
                matches.offer(similarity, () -> {
                    Fact fact = EntryRow.listedFact(rows);
                    return new VectorMatch(fact, similarity);
                });
            }
        }
        return matches.inOrder();
    }

    /** Whether the store knows the space, with these dimensions. */
    private static boolean isDeclared(Session session, VectorSpace space) throws SQLException {
        PreparedStatement statement = session.prepare(DIMENSIONS);
        statement.setString(1, space.name());
        OptionalInt known;
        try (ResultSet row = statement.executeQuery()) {
            known = row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
        if (known.isPresent() && known.getAsInt() != space.dimensions()) {
            throw EmbeddingConflictException.ofSpace(space, known.getAsInt());
        }
        return known.isPresent();
    }

    private static OptionalLong fact(Session session, String factId) throws SQLException {
        PreparedStatement statement = session.prepare(FACT);
        statement.setString(1, factId);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private Optional<Vector> vector(Session session, VectorSpace space, long fact) throws SQLException {
        PreparedStatement statement = session.prepare(VECTOR);
        statement.setString(1, space.name());
        statement.setLong(2, fact);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(read(row, 1, space)) : Optional.empty();
        }
    }

    /** What was written was a vector of its space. */
    private Vector read(ResultSet row, int column, VectorSpace space) throws SQLException {
        try {
            return space.require(Vector.of(vectors.read(row, column)));
        } catch (InvalidArgumentException e) {
            throw new StoreCorruptException(
                    "a vector in the space '" + space.name() + "' of the store cannot be what was written: "
                            + e.getMessage() + "; restore the store from a backup",
                    e);
        }
    }
}
