package dev.praxis.store.sqlite;

import dev.praxis.api.store.Vector;
import dev.praxis.store.jdbc.VectorDialect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Vectors as blobs: four bytes for each component, IEEE 754, the least significant first. SQLite has no measure for them, so the
 * caller goes through all candidates; a column that he does not ask for is not read from the file.
 */
final class SqliteVectors implements VectorDialect {

    @Override
    public void bind(PreparedStatement statement, int parameter, Vector vector) throws SQLException {
        float[] components = vector.components();
        byte[] bytes = new byte[components.length * Float.BYTES];
        littleEndian(bytes).asFloatBuffer().put(components);
        statement.setBytes(parameter, bytes);
    }

    @Override
    public float[] read(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        float[] components = new float[bytes.length / Float.BYTES];
        littleEndian(bytes).asFloatBuffer().get(components);
        return components;
    }

    @Override
    public String search() {
        return "";
    }

    @Override
    public void bindSearch(PreparedStatement statement, int parameter, Vector vector, int limit) {
        // There is nothing to bind.
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
