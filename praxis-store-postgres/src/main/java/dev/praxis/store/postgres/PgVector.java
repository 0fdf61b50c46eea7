package dev.praxis.store.postgres;

import dev.praxis.api.store.Vector;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.VectorDialect;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Search with pgvector. The extension compares, in single precision; vectors are kept as arrays of {@code real} and become its
 * type when they are compared, so every search looks at all of them: there is no index, which would be an approximate one.
 *
 * @param schema where the extension is, quoted; it need not be in the search path
 */
record PgVector(String schema) implements VectorDialect {

    /** An extension of which this role may use the schema. */
    private static final String INSTALLED = "SELECT quote_ident(n.nspname) FROM pg_catalog.pg_extension e"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
            + " WHERE e.extname = 'vector' AND has_schema_privilege(n.oid, 'USAGE')";

    /** The extension of the database, if it has it. */
    static Optional<PgVector> find(Session session) throws SQLException {
        try (ResultSet row = session.prepare(INSTALLED).executeQuery()) {
            return row.next() ? Optional.of(new PgVector(row.getString(1))) : Optional.empty();
        }
    }

    @Override
    public void bind(PreparedStatement statement, int parameter, Vector vector) throws SQLException {
        statement.setObject(parameter, vector.components());
    }

    @Override
    public float[] read(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        try {
            Float[] boxed = (Float[]) array.getArray();
            float[] components = new float[boxed.length];
            for (int i = 0; i < boxed.length; i++) {
                components[i] = boxed[i];
            }
            return components;
        } finally {
            array.free();
        }
    }

    /** Equals by key, facts before edges, as the contract has it. */
    @Override
    public String search() {
        return String.format(
                " ORDER BY v.components::%1$s.vector OPERATOR(%1$s.<=>) ?::real[]::%1$s.vector,"
                        + " e.key_type DESC, e.subject, e.predicate, e.object LIMIT ?",
                schema);
    }

    @Override
    public void bindSearch(PreparedStatement statement, int parameter, Vector vector, int limit) throws SQLException {
        bind(statement, parameter, vector);
        statement.setInt(parameter + 1, limit);
    }
}
