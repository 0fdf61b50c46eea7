package dev.praxis.store.jdbc.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.store.jdbc.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into a table, each call in one transaction that is committed before it returns. A record that is there already is
 * left as it is; another one of the same origin and sequence is refused, since two logs then claim to be one. After a failure the
 * connection is given up, and the next call opens another one. Thread-safe as an {@link AuditSink} must be.
 */
public final class TableSink implements AuditSink {

    private static final String FIND = "SELECT line FROM audit_record WHERE origin = ? AND sequence = ?";

    private final AuditTable table;
    private final String origin;

    /** Held while the connection is used. */
    private final ReentrantLock busy = new ReentrantLock();

    private volatile @Nullable Session session;
    private volatile boolean closed;

    private TableSink(AuditTable table, String origin) {
        this.table = table;
        this.origin = origin;
    }

    /**
     * Opens a sink, and with it the first connection.
     *
     * @param table the tables
     * @param origin the log whose records it gets
     * @return the open sink
     * @throws AuditSinkException if the tables cannot be used
     */
    public static TableSink open(AuditTable table, String origin) {
        TableSink sink = new TableSink(table, origin);
        sink.work("cannot be used for audit records", sink::opened);
        return sink;
    }

    @Override
    public void accept(List<AuditLine> lines) {
        work("did not take records", () -> {
            Session open = opened();
            List<AuditLine> known = insert(open, lines);
            for (AuditLine line : known) {
                requireSame(open, line);
            }
            open.connection().commit();
            return open;
        });
    }

    private List<AuditLine> insert(Session open, List<AuditLine> lines) throws SQLException {
        PreparedStatement insert = open.prepare(table.insertRecord());
        for (AuditLine line : lines) {
            JsonObject record = record(line);
            insert.setString(1, origin);
            insert.setLong(2, line.sequence());
            insert.setString(3, line.hash().hex());
            insert.setString(4, record.string("requestId").orElse(""));
            insert.setString(5, record.string("clientId").orElse(""));
            insert.setString(6, line.json());
            insert.addBatch();
        }
        int[] inserted = insert.executeBatch();
        List<AuditLine> known = new ArrayList<>();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] != 1) {
                known.add(lines.get(i));
            }
        }
        return known;
    }

    private void requireSame(Session open, AuditLine line) throws SQLException {
        PreparedStatement find = open.prepare(FIND);
        find.setString(1, origin);
        find.setLong(2, line.sequence());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next() || !line.json().equals(row.getString(1))) {
                throw new AuditSinkException(
                        "in " + table.place() + " another record " + line.sequence()
                                + " of this log stands already, and it" + " stays; find out which log is the copy",
                        null);
            }
        }
    }

    @Override
    public void gap(AuditGap gap) {
        work("did not take a gap", () -> {
            Session open = opened();
            PreparedStatement insert = open.prepare(table.insertGap());
            insert.setString(1, gap.origin());
            insert.setLong(2, gap.first());
            insert.setLong(3, gap.last());
            insert.executeUpdate();
            open.connection().commit();
            return open;
        });
    }

    private Session opened() throws SQLException {
        Session open = session;
        if (open == null) {
            open = table.open();
            session = open;
        }
        return open;
    }

    private void work(String failure, Work work) {
        busy.lock();
        try {
            if (closed) {
                throw new AuditSinkException("the audit sink in " + table.place() + " is closed; open it again", null);
            }
            work.run();
        } catch (SQLException e) {
            giveUp();
            throw new AuditSinkException(
                    table.place() + " " + failure + " (SQL state " + e.getSQLState() + "); see to the database", e);
        } catch (AuditSinkException e) {
            giveUp();
            throw e;
        } catch (PraxisException e) {
            giveUp();
            throw new AuditSinkException(table.place() + " " + failure + ": " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            giveUp();
            throw e;
        } finally {
            if (closed) {
                giveUp();
            }
            busy.unlock();
        }
    }

    /** A transaction that is open is rolled back by the database. */
    private void giveUp() {
        Session open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // What was acknowledged was committed.
            }
        }
    }

    private static JsonObject record(AuditLine line) {
        try {
            return CanonicalJson.parseObject(line.json());
        } catch (PraxisException e) {
            return JsonObject.EMPTY;
        }
    }

    /** Whoever uses the connection closes it. */
    @Override
    public void close() {
        closed = true;
        if (busy.tryLock()) {
            try {
                giveUp();
            } finally {
                busy.unlock();
            }
        } else {
            Session open = session;
            if (open != null) {
                table.cutOff(open);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        Session run() throws SQLException;
    }
}
