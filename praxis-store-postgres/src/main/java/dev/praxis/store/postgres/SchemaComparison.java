package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.SchemaMigrator;
import dev.praxis.store.jdbc.SchemaObjects;
import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares the schema with what the migrations make: the triggers and whether they fire, what their functions do, the indexes,
 * how many constraints there are, and that no rule is in the way of a row. Not what a constraint or the digest of a key is made
 * of. Stateless.
 */
final class SchemaComparison {

    /** A trigger by how it fires. */
    private static final String TRIGGERS =
            "SELECT 'trigger ' || c.relname || '.' || t.tgname, t.tgenabled::text || ' ' || t.tgtype::text"
                    + " FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid"
                    + " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
                    + " AND c.relname IN ('entry', 'praxis_schema')";

    private static final String FUNCTIONS = "SELECT 'function ' || proname, prosrc FROM pg_catalog.pg_proc"
            + " WHERE pronamespace = current_schema()::regnamespace"
            + PostgresSchema.FUNCTIONS.keySet().stream()
                    .collect(Collectors.joining("', '", " AND 'function ' || proname IN ('", "')"));

    /** An index by whether it is in use and whether it is unique, its columns, those beside them, and which rows it has. */
    private static final String INDEXES =
            "SELECT 'index ' || c.relname, concat_ws(' ', i.indisvalid AND i.indisready, i.indisunique, "
                    + columns("1", "i.indnkeyatts") + ", 'with ' || " + columns("i.indnkeyatts + 1", "i.indnatts")
                    + ", pg_get_expr(i.indpred, i.indrelid, true))"
                    + " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                    + " WHERE i.indrelid = 'entry'::regclass";

    private static final String CONSTRAINTS =
            "SELECT 'constraints of kind ' || contype::text, count(*) FILTER (WHERE convalidated) FROM pg_catalog.pg_constraint"
                    + " WHERE conrelid = 'entry'::regclass AND contype IN ('c', 'p', 'u') GROUP BY contype";

    /** Praxis makes none: a rule does something else in place of what was asked for. */
    private static final String RULES =
            "SELECT 'rule ' || tablename || '.' || rulename, definition FROM pg_catalog.pg_rules"
                    + " WHERE schemaname = current_schema() AND tablename IN ('entry', 'praxis_schema')";

    List<String> faults(Session session) throws SQLException {
        List<String> faults = new ArrayList<>();
        compare(session, TRIGGERS, PostgresSchema.FIRING, faults);
        compare(session, FUNCTIONS, PostgresSchema.FUNCTIONS, faults);
        compare(session, INDEXES, PostgresSchema.indexes(SchemaMigrator.statedVersion(session)), faults);
        compare(session, CONSTRAINTS, PostgresSchema.CONSTRAINTS, faults);
        compare(session, RULES, Map.of(), faults);
        return List.copyOf(faults);
    }

    private static String columns(String first, String last) {
        return "(SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' ORDER BY k) FROM generate_series(("
                + first + ")::int, (" + last + ")::int) k)";
    }

    private static void compare(Session session, String sql, Map<String, String> expected, List<String> faults)
            throws SQLException {
        faults.addAll(SchemaObjects.read(session, sql).differencesFrom(new SchemaObjects(expected)));
    }
}
