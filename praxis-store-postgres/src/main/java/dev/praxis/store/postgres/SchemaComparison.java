package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the schema with what the migrations make: the triggers and whether they fire, what their functions do, the columns,
 * the indexes and the constraints. Stateless.
 */
final class SchemaComparison {

    /** A trigger by how it fires. */
    private static final String TRIGGERS =
            "SELECT c.relname || '.' || t.tgname, t.tgenabled::text || ' ' || t.tgtype::text"
                    + " FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid"
                    + " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
                    + " AND c.relname IN ('entry', 'praxis_schema')";

    private static final String FUNCTIONS = "SELECT proname, prosrc FROM pg_catalog.pg_proc"
            + " WHERE pronamespace = current_schema()::regnamespace"
            + " AND proname IN ('entry_append', 'entry_no_change', 'praxis_schema_guard')";

    private static final String INDEXES = "SELECT c.relname, i.indisvalid AND i.indisready FROM pg_catalog.pg_index i"
            + " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'entry'::regclass";

    private static final String CONSTRAINTS =
            "SELECT 'of kind ' || contype::text, count(*) FILTER (WHERE convalidated) FROM pg_catalog.pg_constraint"
                    + " WHERE conrelid = 'entry'::regclass AND contype IN ('c', 'p', 'u') GROUP BY contype";

    List<String> faults(Session session) throws SQLException {
        List<String> faults = new ArrayList<>();
        compare("trigger", PostgresSchema.FIRING, read(session, TRIGGERS), faults);
        compare("function", PostgresSchema.FUNCTIONS, read(session, FUNCTIONS), faults);
        compare("index", PostgresSchema.INDEXES, read(session, INDEXES), faults);
        compare("constraints", PostgresSchema.CONSTRAINTS, read(session, CONSTRAINTS), faults);
        return List.copyOf(faults);
    }

    private static void compare(
            String what, Map<String, String> expected, Map<String, String> actual, List<String> faults) {
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (String name : names) {
            if (!actual.containsKey(name)) {
                faults.add(what + " " + name + " is missing from the schema");
            } else if (!expected.containsKey(name)) {
                faults.add(what + " " + name + " in the schema was not made by praxis");
            } else if (!actual.get(name).equals(expected.get(name))) {
                faults.add(what + " " + name + " in the schema was changed");
            }
        }
    }

    private static Map<String, String> read(Session session, String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (ResultSet rows = session.prepare(sql).executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
