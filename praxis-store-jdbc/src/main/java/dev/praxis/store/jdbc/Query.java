package dev.praxis.store.jdbc;

import dev.praxis.api.fact.Key;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A query that is put together from parts, each with its parameters, so that text and parameters cannot come apart. The number
 * of different texts stays small: values are parameters, never text. Confined to one thread.
 */
final class Query {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Adds text with one question mark for each value, which is a String, Long or Integer. */
    Query add(String text, Object... values) {
        sql.append(text);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds text with the four parameters of a key. */
    Query add(String text, Key key) {
        KeyColumns columns = KeyColumns.of(key);
        return add(text, columns.keyType(), columns.subject(), columns.predicate(), columns.object());
    }

    String sql() {
        return sql.toString();
    }

    PreparedStatement prepare(Session session) throws SQLException {
        PreparedStatement statement = session.prepare(sql());
        bind(statement);
        return statement;
    }

    void bind(PreparedStatement statement) throws SQLException {
        int next = 1;
        for (Object value : parameters) {
            if (value instanceof String text) {
                statement.setString(next, text);
            } else {
                statement.setLong(next, ((Number) value).longValue());
            }
            next++;
        }
    }
}
