package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.audit.AuditTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The tables of audit records in the schema that the search path begins with. Whoever may not make tables uses those that the owner
 * made.
 */
final class PostgresAuditTable implements AuditTable {

    /** Two who make the tables at the same time take turns: a number of their own among the advisory locks. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(5787214201)";

    private static final String IS_THERE =
            "SELECT count(*) FROM pg_class WHERE relname IN ('audit_record', 'audit_gap') AND relkind = 'r'"
                    + " AND relnamespace = current_schema()::regnamespace";

    private static final String IS_GUARDED = "SELECT count(*) FROM pg_trigger"
            + " WHERE tgrelid IN (to_regclass('audit_record'), to_regclass('audit_gap'))"
            + " AND tgname = 'audit_no_change' AND tgenabled = 'A'";

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE audit_record (
              origin     text COLLATE "C" NOT NULL,
              sequence   bigint NOT NULL CHECK (sequence > 0),
              hash       text NOT NULL,
              request_id text NOT NULL,
              client_id  text NOT NULL,
              line       text NOT NULL,
              PRIMARY KEY (origin, sequence)
            )""",
            """
            CREATE TABLE audit_gap (
              origin        text COLLATE "C" NOT NULL,
              first_missing bigint NOT NULL CHECK (first_missing > 0),
              last_missing  bigint NOT NULL CHECK (last_missing >= first_missing),
              PRIMARY KEY (origin, first_missing, last_missing)
            )""",
            "CREATE INDEX audit_record_request ON audit_record USING hash (request_id)",
            """
            CREATE FUNCTION audit_no_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
            END $$""",
            """
            CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
              FOR EACH STATEMENT EXECUTE FUNCTION audit_no_change()""",
            """
            CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_gap
              FOR EACH STATEMENT EXECUTE FUNCTION audit_no_change()""",
            // Also for a session that calls itself a replica.
            "ALTER TABLE audit_record ENABLE ALWAYS TRIGGER audit_no_change",
            "ALTER TABLE audit_gap ENABLE ALWAYS TRIGGER audit_no_change");

    private final DataSource source;
    private final String place;

    PostgresAuditTable(DataSource source, String place) {
        this.source = source;
        this.place = place;
    }

    @Override
    public Session open() throws SQLException {
        Session session = new Session(source.getConnection());
        try {
            session.connection().setAutoCommit(false);
            prepare(session);
            session.connection().commit();
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void prepare(Session session) throws SQLException {
        session.execute("SET SESSION synchronous_commit = on");
        if (count(session.connection(), IS_THERE) != 2) {
            session.execute(LOCK);
        }
        if (count(session.connection(), IS_THERE) == 0) {
            for (String each : TABLES) {
                session.execute(each);
            }
        }
        if (count(session.connection(), IS_GUARDED) != 2) {
            throw new SQLException(
                    "audit_record and audit_gap are not both as praxis makes them and were left as they are; name another"
                            + " schema",
                    "42P07");
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public String insertRecord() {
        return "INSERT INTO audit_record (origin, sequence, hash, request_id, client_id, line)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    }

    @Override
    public String insertGap() {
        return "INSERT INTO audit_gap (origin, first_missing, last_missing) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    }

    /** Closes the socket, so that whoever waits for the server is told. */
    @Override
    public void cutOff(Session session) {
        try {
            session.connection().abort(Runnable::run);
        } catch (SQLException e) {
            // Then the time limit of the connection ends the wait.
        }
    }

    @Override
    public String place() {
        return place;
    }
}
