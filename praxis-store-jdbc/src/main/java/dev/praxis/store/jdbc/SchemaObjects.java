package dev.praxis.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The objects of a schema by name, each with what makes it what it is.
 *
 * @param byName name and definition
 */
public record SchemaObjects(Map<String, String> byName) {

    /** Copies the map. */
    public SchemaObjects {
        byName = Map.copyOf(byName);
    }

    /**
     * Reads objects from a database.
     *
     * @param session the session
     * @param sql a query of names and definitions, without parameters
     * @return what it gives
     * @throws SQLException if the database failed
     */
    public static SchemaObjects read(Session session, String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (ResultSet rows = session.prepare(sql).executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return new SchemaObjects(found);
    }

    /**
     * Those of some names.
     *
     * @param names the names; there need not be an object for each
     * @return the objects
     */
    public SchemaObjects only(Set<String> names) {
        Map<String, String> some = new TreeMap<>(byName);
        some.keySet().retainAll(names);
        return new SchemaObjects(some);
    }

    /**
     * What is not as expected, for {@link Dialect#schemaFaults}.
     *
     * @param expected the objects as the migrations make them
     * @return each difference in words, by name
     */
    public List<String> differencesFrom(SchemaObjects expected) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(expected.byName.keySet());
        names.addAll(byName.keySet());
        for (String name : names) {
            String actual = byName.get(name);
            if (actual == null) {
                differences.add(name + " is missing from the schema");
            } else if (!expected.byName.containsKey(name)) {
                differences.add(name + " in the schema was not made by praxis");
            } else if (!actual.equals(expected.byName.get(name))) {
                differences.add(name + " in the schema was changed");
            }
        }
        return differences;
    }
}
