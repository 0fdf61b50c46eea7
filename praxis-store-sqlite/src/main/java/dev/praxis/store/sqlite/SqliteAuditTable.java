package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.audit.AuditTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The tables of audit records in a SQLite file of their own. */
final class SqliteAuditTable implements AuditTable {

    /** "PRXA" in ASCII. */
    static final int APPLICATION_ID = 0x50525841;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE audit_record (
              origin     TEXT NOT NULL,
              sequence   INTEGER NOT NULL CHECK (sequence > 0),
              hash       TEXT NOT NULL,
              request_id TEXT NOT NULL,
              client_id  TEXT NOT NULL,
              line       TEXT NOT NULL,
              PRIMARY KEY (origin, sequence)
            ) STRICT""",
            """
            CREATE TABLE audit_gap (
              origin        TEXT NOT NULL,
              first_missing INTEGER NOT NULL CHECK (first_missing > 0),
              last_missing  INTEGER NOT NULL CHECK (last_missing >= first_missing),
              PRIMARY KEY (origin, first_missing, last_missing)
            ) STRICT""",
            "CREATE INDEX audit_record_request ON audit_record (request_id)",
            appendOnly("audit_record", "UPDATE"),
            appendOnly("audit_record", "DELETE"),
            appendOnly("audit_gap", "UPDATE"),
            appendOnly("audit_gap", "DELETE"),
            // REPLACE deletes without firing delete triggers, so what it would replace is refused before it gets there.
            """
            CREATE TRIGGER audit_record_no_replace BEFORE INSERT ON audit_record
            WHEN EXISTS (SELECT 1 FROM audit_record WHERE origin = NEW.origin AND sequence = NEW.sequence) BEGIN
              SELECT RAISE(ABORT, 'audit_record is append-only: the record is there');
            END""",
            "PRAGMA application_id = " + APPLICATION_ID);

    private final StoreFile file;
    private final SqliteConnections connections;

    SqliteAuditTable(Path path, Duration busyWait) {
        this.file = new StoreFile(path);
        this.connections = new SqliteConnections(new SqliteDialect(), busyWait);
    }

    private static String appendOnly(String table, String what) {
        return "CREATE TRIGGER " + table + "_no_" + what.toLowerCase(java.util.Locale.ROOT) + " BEFORE " + what + " ON "
                + table + " BEGIN SELECT RAISE(ABORT, '" + table + " is append-only'); END";
    }

    @Override
    public Session open() throws SQLException {
        if (!file.exists()) {
            file.create();
        }
        file.requireRegular();
        file.restrictToOwner();
        Session session = connections.writer(file.path());
        try {
            prepare(session);
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Takes the lock of writers also where there is nothing to make: so that is tried too. */
    private static void prepare(Session session) throws SQLException {
        Connection connection = session.connection();
        session.execute("BEGIN IMMEDIATE");
        int id = number(connection, "PRAGMA application_id");
        if (id == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            for (String each : TABLES) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(each);
                }
            }
        } else if (id != APPLICATION_ID) {
            throw new SQLException("the file is another database and was left as it is; name another file", "42P07");
        }
        session.execute("COMMIT");
        connection.setAutoCommit(false);
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    @Override
    public String insertRecord() {
        return "INSERT INTO audit_record (origin, sequence, hash, request_id, client_id, line)"
                + " SELECT ?1, ?2, ?3, ?4, ?5, ?6"
                + " WHERE NOT EXISTS (SELECT 1 FROM audit_record WHERE origin = ?1 AND sequence = ?2)";
    }

    @Override
    public String insertGap() {
        return "INSERT INTO audit_gap (origin, first_missing, last_missing) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    }

    /** Nothing: SQLite waits for others for a limited time, and for a disk nobody can end the wait. */
    @Override
    public void cutOff(Session session) {}

    @Override
    public String place() {
        return "the SQLite file " + file.path();
    }
}
