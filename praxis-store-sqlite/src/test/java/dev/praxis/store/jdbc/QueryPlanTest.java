package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.View;
import dev.praxis.store.sqlite.DialectUnderTest;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the cost of a query does not grow with what it does not return is the planner's doing, so the planner is asked. */
class QueryPlanTest {

    private static final String KEY = "(subject=? AND predicate=? AND object=? AND key_type=?";
    private static final FactKey FACT = new FactKey("s", "p", "t");
    private static final View THEN = View.asOf(Instant.EPOCH, new Basis.AtSequence(3));

    private static final EntryTable TABLE = new EntryTable(DialectUnderTest.sqlite());
    private static final Catalogue CATALOGUE = new Catalogue(DialectUnderTest.sqlite());

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
    void aListingSeeksInTheIndexOfKeysAndFromEachKeyToTheEntryThatItShows() throws SQLException {
        FactQuery all = FactQuery.all();
        for (FactQuery query : List.of(
                all, all.withSubjectPrefix("s"), all.withPredicate("p"), all.withFactType("t"), all.withView(THEN))) {
            assertSeeksFromKeys(
                    plan(CATALOGUE.facts(query)),
                    "entry_fact (ordinal=? AND key_type=? AND (subject,predicate,object)>(?,?,?)");
        }
    }

    @Test
    void neighboursSeekInTheIndexOfTheirDirection() throws SQLException {
        EdgeKey edge = new EdgeKey("n", "r", "n");
        for (EdgeQuery from :
                List.of(EdgeQuery.from("n"), EdgeQuery.from("n").after(edge).withView(THEN))) {
            assertSeeksFromKeys(plan(CATALOGUE.edges(from)), "entry_outgoing (ordinal=? AND key_type=? AND subject=?");
        }
        for (EdgeQuery to :
                List.of(EdgeQuery.to("n"), EdgeQuery.to("n").after(edge).withView(THEN))) {
            assertSeeksFromKeys(plan(CATALOGUE.edges(to)), "entry_incoming (ordinal=? AND key_type=? AND object=?");
        }
        assertSeeksFromKeys(
                plan(CATALOGUE.edges(EdgeQuery.to("n").withRelation("r").after(edge))),
                "entry_incoming (ordinal=? AND key_type=? AND object=? AND (predicate,subject)>(?,?) AND predicate<?)");
    }

    private static void assertSeeksFromKeys(String plan, String index) {
        assertTrue(plan.contains("SEARCH k USING COVERING INDEX " + index), plan);
        assertTrue(plan.contains("SEARCH l USING"), plan);
        assertTrue(plan.contains("SEARCH e USING INTEGER PRIMARY KEY"), plan);
        // The last term of an order may be sorted: the few fact types of one subject and predicate.
        assertFalse(plan.contains("SCAN") || plan.contains("TEMP B-TREE FOR ORDER"), plan);
    }

    @Test
    void theQueriesOfOneKeySeekThatKey() throws SQLException {
        for (Query sql : List.of(new Query().add(TABLE.lastOfKey(), FACT), TABLE.history(FACT, 3, 3))) {
            String plan = plan(sql);
            assertTrue(plan.contains("SEARCH e USING INDEX") && plan.contains(KEY), plan);
            assertFalse(plan.contains("SCAN") || plan.contains("TEMP B-TREE"), plan);
        }
        assertTrue(plan(TABLE.history(FACT, 3, 3)).contains(KEY + " AND ordinal>?"));
    }

    @DisplayName("what lies outside of the time that is asked for is passed over without a look at its row")
    @Test
    void theIndexOfKeysHasTheTimes() throws SQLException {
        String asOf = plan(TABLE.asOf(FACT, Instant.EPOCH, Basis.latest()));
        assertTrue(asOf.contains("SEARCH l USING COVERING INDEX entry_key " + KEY), asOf);
        assertTrue(asOf.contains("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)"), asOf);
        assertTrue(asOf.contains("SEARCH n USING INDEX entry_key " + KEY + " AND ordinal=?"), asOf);
        assertFalse(asOf.contains("SCAN") || asOf.contains("TEMP B-TREE"), asOf);
        String timeline = plan(TABLE.timeline(FACT, Basis.latest(), Instant.EPOCH, 3));
        assertTrue(timeline.contains("SEARCH e USING COVERING INDEX entry_key " + KEY), timeline);
    }

    @Test
    void changesAndRequestsAreSought() throws SQLException {
        String changes = plan(new Query().add(TABLE.changesSince(), 3L, 3));
        assertTrue(changes.startsWith("SEARCH e USING INTEGER PRIMARY KEY (rowid>?)"), changes);
        assertFalse(changes.contains("SCAN") || changes.contains("TEMP B-TREE"), changes);
        String request = plan(new Query().add(TABLE.changesOfRequest(), "key"));
        assertTrue(request.startsWith("SEARCH e USING INDEX entry_request (request_key=?)"), request);
        assertFalse(request.contains("SCAN") || request.contains("TEMP B-TREE"), request);
    }

    @Test
    void theLastEntryIsTheEndOfTheTable() throws SQLException {
        assertEquals("SCAN entry\n", plan(new Query().add(EntryTable.LAST_OF_STORE)));
    }

    @Test
    void aSearchWalksTheVectorsOfItsSpaceAndLooksOnceForWhatEndedEach() throws SQLException {
        EmbeddingTable embeddings = new EmbeddingTable(DialectUnderTest.sqlite(), DialectUnderTest.vectors());
        String plan = plan(new Query().add(embeddings.nearest(), "plane"));
        assertTrue(plan.startsWith("SEARCH v USING PRIMARY KEY (space=?)"), plan);
        assertTrue(plan.contains("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)"), plan);
        assertTrue(plan.contains("SEARCH n USING COVERING INDEX") && plan.contains("AND ordinal=?"), plan);
        assertFalse(plan.contains("SCAN v") || plan.contains("TEMP B-TREE"), plan);
    }

    private String plan(Query query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + query.sql())) {
            query.bind(statement);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString("detail")).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
