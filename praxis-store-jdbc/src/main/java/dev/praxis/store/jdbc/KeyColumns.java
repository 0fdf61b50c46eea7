package dev.praxis.store.jdbc;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A key as the four columns that hold it.
 *
 * @param keyType {@link #FACT} or {@link #EDGE}
 * @param subject the subject
 * @param predicate the predicate of a fact, the relation of an edge
 * @param object the fact type of a fact, the target of an edge
 */
public record KeyColumns(String keyType, String subject, String predicate, String object) {

    /** The key type of a fact about one thing. */
    public static final String FACT = "fact";

    /** The key type of an edge. */
    public static final String EDGE = "edge";

    /** How many columns there are. */
    static final int COUNT = 4;

    /**
     * The columns of a key.
     *
     * @param key the key
     * @return its columns
     */
    public static KeyColumns of(Key key) {
        if (key instanceof EdgeKey edge) {
            return new KeyColumns(EDGE, edge.subject(), edge.relation(), edge.target());
        }
        FactKey fact = (FactKey) key;
        return new KeyColumns(FACT, fact.subject(), fact.predicate(), fact.factType());
    }

    Key key() {
        return keyType.equals(EDGE) ? new EdgeKey(subject, predicate, object) : new FactKey(subject, predicate, object);
    }

    /** Binds the columns from a parameter on, in their order. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, keyType);
        statement.setString(first + 1, subject);
        statement.setString(first + 2, predicate);
        statement.setString(first + 3, object);
    }
}
