package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.store.sqlite.DialectUnderTest;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the cost of a query does not grow with what it does not return is the planner's doing, so the planner is asked. */
class QueryPlanTest {

    private static final String KEY = "(subject=? AND predicate=? AND fact_type=?";

    private static final EntryTable TABLE = new EntryTable(DialectUnderTest.sqlite());

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeStore() {
        file = directory.resolve("facts.db");
        new SqliteStoreProvider()
                .open(URI.create("sqlite:" + file), StoreOptions.defaults())
                .close();
    }

    @Test
    void aListingSeeksInTheIndexOfKeysAndFromEachKeyToItsLastEntry() throws SQLException {
        for (int variant = 0; variant < 8; variant++) {
            String plan = plan(TABLE.list((variant & 1) != 0, (variant & 2) != 0, (variant & 4) != 0));
            assertTrue(
                    plan.contains("SEARCH k USING COVERING INDEX entry_key"
                            + " (ordinal=? AND (subject,predicate,fact_type)>(?,?,?)"),
                    plan);
            assertTrue(plan.contains("SEARCH l USING COVERING INDEX"), plan);
            assertTrue(plan.contains("SEARCH e USING INTEGER PRIMARY KEY"), plan);
            assertFalse(plan.contains("SCAN e") || plan.contains("SCAN k") || plan.contains("SCAN l"), plan);
        }
    }

    @Test
    void theQueriesOfOneKeySeekThatKey() throws SQLException {
        for (String sql : new String[] {TABLE.lastOfKey(), TABLE.history(), TABLE.asOf()}) {
            String plan = plan(sql);
            assertTrue(plan.contains("SEARCH e USING INDEX") && plan.contains(KEY), plan);
            assertFalse(plan.contains("SCAN") || plan.contains("TEMP B-TREE"), plan);
        }
        assertTrue(plan(TABLE.history()).contains(KEY + " AND ordinal>?"));
    }

    @Test
    void theLastEntryIsTheEndOfTheTable() throws SQLException {
        assertEquals("SCAN entry\n", plan(EntryTable.LAST_OF_STORE));
    }

    private String plan(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            StringBuilder plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString("detail")).append('\n');
            }
            return plan.toString();
        }
    }
}
