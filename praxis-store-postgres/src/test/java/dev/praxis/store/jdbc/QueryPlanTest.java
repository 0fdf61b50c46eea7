package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.View;
import dev.praxis.store.postgres.DialectUnderTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That the cost of a query does not grow with what it does not return is the planner's doing, so the planner is asked. */
class QueryPlanTest {

    private static final EntryTable TABLE = new EntryTable(DialectUnderTest.postgres());

    private static final FactKey KEY = new FactKey("host:00001", "memory", "observed");
    private static final View THEN = View.asOf(Instant.EPOCH, new Basis.AtSequence(8_999));
    private static final Catalogue CATALOGUE = new Catalogue(DialectUnderTest.postgres());

    /** 3000 keys, of which the first has a history of 3000 entries. */
    private static final String FILL =
            "INSERT INTO entry (seq, id, kind, key_type, subject, predicate, object, ordinal, revision,"
                    + " value, valid_from, actor, reason, content_hash, recorded_at)"
                    + " SELECT n, 'id' || n, 'assertion', 'fact', 'host:' || lpad(greatest(n - 3000, 0)::text, 5, '0'), 'memory', 'observed',"
                    + " least(n, 3000) - CASE WHEN n > 3000 THEN 2999 ELSE 0 END,"
                    + " least(n, 3000) - CASE WHEN n > 3000 THEN 2999 ELSE 0 END,"
                    + " '{}', 0, 'me', 'x', repeat('0', 64), n FROM generate_series(1, 6000) n";

    /** 3000 edges from one thing and to one. */
    private static final String FILL_EDGES =
            "INSERT INTO entry (seq, id, kind, key_type, subject, predicate, object, ordinal, revision,"
                    + " value, valid_from, actor, reason, content_hash, recorded_at)"
                    + " SELECT n, 'id' || n, 'assertion', 'edge', CASE WHEN n % 2 = 0 THEN 'hub' ELSE 'n' || n END, 'r',"
                    + " CASE WHEN n % 2 = 1 THEN 'hub' ELSE 'n' || n END, 1, 1,"
                    + " '{}', 0, 'me', 'x', repeat('0', 64), n FROM generate_series(6001, 9000) n";

    private static DialectUnderTest place;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        place = new DialectUnderTest();
        connection = place.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(FILL);
            statement.execute(FILL_EDGES);
            statement.execute("ANALYZE entry");
            statement.execute(DialectUnderTest.SEEK);
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        place.close();
    }

    @DisplayName("a listing walks the catalogue and goes from each key straight to the entry that it shows")
    @Test
    void aListingWalksTheCatalogue() throws SQLException {
        FactQuery all = FactQuery.all().after(KEY).withLimit(10);
        for (FactQuery query : List.of(
                all,
                all.withSubjectPrefix("host:"),
                all.withPredicate("memory"),
                all.withFactType("observed"),
                all.withView(THEN))) {
            assertSeeksFromKeys(plan(CATALOGUE.facts(query)), "entry_fact");
        }
    }

    @Test
    void neighboursWalkTheIndexOfTheirDirection() throws SQLException {
        EdgeQuery from = EdgeQuery.from("hub").withLimit(10).after(new EdgeKey("hub", "r", "n7"));
        EdgeQuery to = EdgeQuery.to("hub").withLimit(10).after(new EdgeKey("n7", "r", "hub"));
        for (View view : List.of(View.ACTIVE, THEN)) {
            for (String index : List.of("entry_outgoing", "entry_incoming")) {
                EdgeQuery query = (index.endsWith("going") ? from : to).withView(view);
                for (Query sql : List.of(CATALOGUE.edges(query), CATALOGUE.edges(query.withRelation("r")))) {
                    String plan = plan(sql);
                    assertSeeksFromKeys(plan, index);
                    assertFalse(plan.contains("Sort"), plan);
                }
            }
        }
    }

    private static void assertSeeksFromKeys(String plan, String index) {
        assertTrue(plan.contains(index + " on entry k"), plan);
        assertTrue(plan.contains("entry_of_key on entry l") && plan.contains("entry_pkey on entry e"), plan);
        assertFalse(plan.contains("Seq Scan"), plan);
    }

    @Test
    void theQueriesOfOneKeySeekThatKey() throws SQLException {
        Query history = TABLE.history(KEY, 10, 10);
        for (Query sql : List.of(new Query().add(TABLE.lastOfKey(), KEY), history)) {
            String plan = plan(sql);
            assertTrue(plan.contains("entry_of_key on entry e"), plan);
            assertFalse(plan.contains("Seq Scan") || plan.contains("Sort"), plan);
        }
        assertTrue(plan(history).contains("(ordinal > "), plan(history));
    }

    /** The plan that the server makes once and keeps, for whatever values, and the one that it would make for these. */
    @DisplayName(
            "a question about the past is answered from the index of keys, whether the store has no rows, one, or many")
    @Test
    void theIndexOfKeysHasTheTimes() throws SQLException {
        assertSeeksWhatIsKnown(connection);
        try (DialectUnderTest other = new DialectUnderTest();
                Connection growing = other.connect();
                Statement statement = growing.createStatement()) {
            statement.execute(DialectUnderTest.SEEK);
            assertSeeksWhatIsKnown(growing);
            statement.execute(FILL.replace("6000", "1"));
            statement.execute("ANALYZE entry");
            assertSeeksWhatIsKnown(growing);
        }
    }

    private static void assertSeeksWhatIsKnown(Connection store) throws SQLException {
        try (Statement statement = store.createStatement()) {
            prepareAsOf(statement);
            for (String mode : List.of("force_generic_plan", "force_custom_plan")) {
                statement.execute("SET plan_cache_mode = " + mode);
                String plan = planOfAsOf(statement);
                assertTrue(plan.contains("Index Only Scan Backward using entry_of_key on entry l"), plan);
                for (String row : List.of("e", "n")) {
                    assertTrue(plan.contains("Index Scan using entry_of_key on entry " + row), plan);
                }
                assertFalse(plan.contains("entry_pkey") || plan.contains("Sort"), plan);
            }
            statement.execute("RESET plan_cache_mode");
            statement.execute("DEALLOCATE asked");
        }
    }

    /** More executions than the server plans for their values before it compares (PostgreSQL, "PREPARE", notes). */
    @DisplayName(
            "the server keeps the plan of a question about the past, which takes it longer to make than to carry out")
    @Test
    void thePlanIsKept() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            prepareAsOf(statement);
            String plan = planOfAsOf(statement);
            assertFalse(plan.contains("$3"), plan);
            for (int i = 0; i < 6; i++) {
                plan = planOfAsOf(statement);
            }
            assertTrue(plan.contains("$3"), plan);
            statement.execute("DEALLOCATE asked");
        }
    }

    private static void prepareAsOf(Statement statement) throws SQLException {
        String sql = TABLE.asOf(KEY, Instant.EPOCH, Basis.latest()).sql();
        StringBuilder numbered = new StringBuilder();
        int parameters = 0;
        for (String part : sql.split("\\?", -1)) {
            numbered.append(parameters == 0 ? "" : "$" + parameters).append(part);
            parameters++;
        }
        statement.execute("PREPARE asked AS " + numbered);
    }

    private static String planOfAsOf(Statement statement) throws SQLException {
        return lines(statement.executeQuery(
                "EXPLAIN EXECUTE asked" + "(9000, 9000, 'fact', 'host:00001', 'memory', 'observed', 9000, 9000, 0)"));
    }

    @Test
    void changesAndRequestsAreSought() throws SQLException {
        String changes = plan(new Query().add(TABLE.changesSince(), 10L, 10));
        assertTrue(changes.contains("Index Scan using entry_pkey on entry e"), changes);
        String request = plan(new Query().add(TABLE.changesOfRequest(), "key"));
        assertTrue(request.contains("entry_request on entry e"), request);
        assertFalse((changes + request).contains("Seq Scan"), changes + request);
    }

    @Test
    void theLastEntryIsTheEndOfTheTable() throws SQLException {
        String plan = plan(new Query().add(EntryTable.LAST_OF_STORE));
        assertTrue(plan.contains("Index Scan Backward using entry_pkey"), plan);
    }

    private static String plan(Query query) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + query.sql())) {
            query.bind(explain);
            return lines(explain.executeQuery());
        }
    }

    private static String lines(ResultSet plan) throws SQLException {
        try (ResultSet rows = plan) {
            StringBuilder lines = new StringBuilder();
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
            return lines.toString();
        }
    }
}
