package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.store.postgres.DialectUnderTest;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That the cost of a query does not grow with what it does not return is the planner's doing, so the planner is asked. */
class QueryPlanTest {

    private static final EntryTable TABLE = new EntryTable(DialectUnderTest.postgres());

    private static final List<String> KEY = List.of("host:00001", "memory", "observed");

    /** 3000 keys, of which the first has a history of 3000 entries. */
    private static final String FILL =
            "INSERT INTO entry (seq, id, kind, subject, predicate, fact_type, ordinal, revision,"
                    + " value, valid_from, actor, reason, content_hash, recorded_at)"
                    + " SELECT n, 'id' || n, 'assertion', 'host:' || lpad(greatest(n - 3000, 0)::text, 5, '0'), 'memory', 'observed',"
                    + " least(n, 3000) - CASE WHEN n > 3000 THEN 2999 ELSE 0 END,"
                    + " least(n, 3000) - CASE WHEN n > 3000 THEN 2999 ELSE 0 END,"
                    + " '{}', 0, 'me', 'x', repeat('0', 64), n FROM generate_series(1, 6000) n";

    private static DialectUnderTest place;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        place = new DialectUnderTest();
        connection = place.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(FILL);
            statement.execute("ANALYZE entry");
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        place.close();
    }

    @DisplayName("a listing walks the catalogue and goes from each key straight to its last entry")
    @Test
    void aListingWalksTheCatalogue() throws SQLException {
        for (int variant = 0; variant < 8; variant++) {
            boolean subjectsEnd = (variant & 1) != 0;
            boolean onePredicate = (variant & 2) != 0;
            boolean oneFactType = (variant & 4) != 0;
            List<String> texts = new ArrayList<>(KEY);
            texts.addAll(subjectsEnd ? List.of("host:1") : List.of());
            texts.addAll(onePredicate ? List.of("memory") : List.of());
            texts.addAll(oneFactType ? List.of("observed") : List.of());
            String plan = plan(TABLE.list(subjectsEnd, onePredicate, oneFactType), texts);
            assertTrue(plan.contains("Index Scan using entry_catalogue on entry k"), plan);
            assertTrue(plan.contains("entry_of_key on entry l") && plan.contains("entry_pkey on entry e"), plan);
            assertFalse(plan.contains("Seq Scan"), plan);
        }
    }

    @Test
    void theQueriesOfOneKeySeekThatKey() throws SQLException {
        for (String sql : new String[] {TABLE.lastOfKey(), TABLE.history(), TABLE.asOf()}) {
            String plan = plan(sql, KEY);
            assertTrue(plan.contains("entry_of_key on entry e"), plan);
            assertFalse(plan.contains("Seq Scan") || plan.contains("Sort"), plan);
        }
        assertTrue(plan(TABLE.history(), KEY).contains("(ordinal > "), plan(TABLE.history(), KEY));
    }

    @Test
    void theLastEntryIsTheEndOfTheTable() throws SQLException {
        String plan = plan(EntryTable.LAST_OF_STORE, List.of());
        assertTrue(plan.contains("Index Scan Backward using entry_pkey"), plan);
    }

    /** The plan with some texts, in order, and any numbers. */
    private static String plan(String sql, List<String> texts) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            Iterator<String> text = texts.iterator();
            ParameterMetaData parameters = explain.getParameterMetaData();
            for (int i = 1; i <= parameters.getParameterCount(); i++) {
                if (parameters.getParameterClassName(i).equals("java.lang.String")) {
                    explain.setString(i, text.next());
                } else {
                    explain.setLong(i, 10);
                }
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
