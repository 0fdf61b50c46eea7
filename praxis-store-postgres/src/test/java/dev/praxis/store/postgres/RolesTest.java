package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that ships, with other names, in a database of its own. */
class RolesTest {

    private static final TestServer SERVER = TestServer.shared();
    private static final String SUFFIX = UUID.randomUUID().toString().substring(0, 8);
    private static final String DATABASE = "praxis_roles_" + SUFFIX;
    private static final String OWNER = "praxis_owner_" + SUFFIX;
    private static final String APPLICATION = "praxis_app_" + SUFFIX;
    private static final URI AS_OWNER = SERVER.location(OWNER, DATABASE);
    private static final URI AS_APPLICATION = SERVER.location(APPLICATION, DATABASE);

    /** What the application is refused, by privilege or by trigger. */
    private static final Set<String> REFUSALS = Set.of("42501", "P0001");

    @BeforeAll
    static void runTheScript() throws SQLException {
        SERVER.run("public", "CREATE DATABASE " + DATABASE + " TEMPLATE template0 ENCODING 'UTF8'");
        String script =
                PostgresStores.roleScript().replace("praxis_owner", OWNER).replace("praxis_app", APPLICATION);
        for (int again = 0; again < 2; again++) {
            run(asAdministrator(), script);
        }
        StoreUnavailableException early =
                assertThrows(StoreUnavailableException.class, () -> Samples.open(AS_APPLICATION));
        assertTrue(early.getMessage().contains("permission denied"), early.getMessage());
        try (VersionedStore store = Samples.open(AS_OWNER)) {
            store.put(Samples.say(1));
        }
    }

    @AfterAll
    static void cleanUp() {
        SERVER.run(
                "public",
                "DROP DATABASE " + DATABASE + " WITH (FORCE)",
                "DROP ROLE " + OWNER,
                "DROP ROLE " + APPLICATION);
    }

    private static URI asAdministrator() {
        String user = SERVER.place().user();
        return SERVER.location(user == null ? System.getProperty("user.name") : user, DATABASE);
    }

    private static void run(URI location, String... statements) throws SQLException {
        try (Connection connection = SERVER.source(location).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void theStoreWorksAsTheApplication() {
        try (VersionedStore store =
                Samples.open(AS_APPLICATION, StoreOptions.defaults().mustExist())) {
            Fact first = store.active(Samples.KEY).orElseGet(() -> store.put(Samples.say(1)));
            Fact second = store.putIf(Samples.say(2), Expected.version(first.version()));
            assertThrows(
                    VersionConflictException.class,
                    () -> store.putIf(Samples.say(3), Expected.version(first.version())));
            assertEquals(List.of(second), store.list(FactQuery.all()).facts());
            store.retireIf(Samples.end(Samples.KEY, 9), Expected.version(second.version()));
            assertEquals(2, store.history(Samples.KEY, first.revision() - 1, 9).size());
        }
    }

    @DisplayName("as the application, whatever edits, removes, disables or replaces is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE entry SET value = '{}'",
                "DELETE FROM entry",
                "TRUNCATE entry",
                "INSERT INTO entry (seq, kind) VALUES (1, 'assertion') ON CONFLICT (seq) DO UPDATE SET value = '{}'",
                "DROP TABLE entry",
                "DROP SCHEMA praxis CASCADE",
                "ALTER TABLE entry DISABLE TRIGGER entry_no_change",
                "ALTER TABLE entry DISABLE TRIGGER ALL",
                "ALTER TABLE entry ENABLE REPLICA TRIGGER entry_append",
                "ALTER TABLE entry ADD COLUMN more TEXT",
                "ALTER TABLE entry RENAME TO other",
                "ALTER TABLE entry OWNER TO CURRENT_USER",
                "DROP TRIGGER entry_append ON entry",
                "DROP TRIGGER entry_no_change ON entry",
                "CREATE TRIGGER mine BEFORE INSERT ON entry EXECUTE FUNCTION entry_no_change()",
                "CREATE RULE mine AS ON INSERT TO entry DO INSTEAD NOTHING",
                "DROP FUNCTION entry_append() CASCADE",
                "CREATE OR REPLACE FUNCTION entry_append() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE OR REPLACE FUNCTION entry_no_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "ALTER FUNCTION entry_append() RESET ALL",
                "DROP INDEX entry_fact",
                "CREATE TABLE mine (x INTEGER)",
                "CREATE FUNCTION now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz'",
                "SET session_replication_role = replica",
                "GRANT UPDATE ON entry TO PUBLIC",
                "UPDATE praxis_schema SET version = 99",
                "DELETE FROM praxis_schema",
                "INSERT INTO praxis_schema VALUES (99, 'x', 0)",
                "COPY entry TO PROGRAM 'true'"
            })
    void theApplicationCannot(String sql) throws SQLException {
        try (Connection connection = SERVER.source(AS_APPLICATION).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // A GRANT without the right to grant is a mere warning.
            SQLException refusal = assertThrows(SQLException.class, () -> {
                statement.execute(sql);
                statement.execute("DO $$ BEGIN IF NOT has_table_privilege('entry', 'UPDATE') THEN"
                        + " RAISE insufficient_privilege; END IF; END $$");
            });
            assertTrue(REFUSALS.contains(refusal.getSQLState()), refusal.getSQLState() + " " + refusal.getMessage());
        }
    }
}
