package dev.praxis.store.jdbc;

import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.ChangeRefusedException;
import dev.praxis.api.store.RecordEnd;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Takes over changes of another store, in a write transaction that its caller began. Immutable and thread-safe. */
final class ChangeAppender {

    private static final String TAKEN = "SELECT (SELECT count(*) FROM entry WHERE id = ?),"
            + " (SELECT count(*) FROM entry WHERE request_key = ? AND request_place = ?)";

    private final EntryTable table;
    private final ChangeReader changes;

    ChangeAppender(EntryTable table, ChangeReader changes) {
        this.table = table;
        this.changes = changes;
    }

    /** Adds all; the last sequence. */
    long append(Session session, List<Change> appended) throws SQLException {
        RecordEnd end = end(session);
        for (Change change : appended) {
            end.faultsOf(change).forEach(fault -> refuse(change, fault));
            requireNew(session, change);
            KeyHead head = KeyHead.read(session, table, change.key());
            head.end().faultOf(change).ifPresent(fault -> refuse(change, fault));
            insert(new EntryInsert(session, head.ordinal() + 1, change.request()), change);
            end = RecordEnd.after(change);
        }
        return end.sequence();
    }

    private RecordEnd end(Session session) throws SQLException {
        long last = changes.lastSequence(session);
        return last == 0
                ? RecordEnd.EMPTY
                : RecordEnd.after(changes.changesSince(session, last - 1, 1).get(0));
    }

    private static void insert(EntryInsert insert, Change change) throws SQLException {
        if (change instanceof Change.Asserted asserted) {
            Fact fact = asserted.fact();
            Utf8Text.require("fact id", fact.id(), 1, Fact.MAX_ID_BYTES);
            insert.assertion(fact, CanonicalJson.text(fact.assertion().value()));
        } else {
            Change.Retired retired = (Change.Retired) change;
            insert.retirement(retired.key(), retired.version(), retired.retirement());
        }
    }

    private static void requireNew(Session session, Change change) throws SQLException {
        PreparedStatement taken = session.prepare(TAKEN);
        if (change instanceof Change.Asserted asserted) {
            taken.setString(1, asserted.fact().id());
        } else {
            taken.setNull(1, Types.VARCHAR);
        }
        RequestPlace request = change.request();
        if (request == null) {
            taken.setNull(2, Types.VARCHAR);
            taken.setNull(3, Types.BIGINT);
        } else {
            taken.setString(2, request.key().value());
            taken.setLong(3, request.place());
        }
        try (ResultSet row = taken.executeQuery()) {
            row.next();
            if (row.getLong(1) > 0) {
                refuse(change, "its id is taken");
            }
            if (row.getLong(2) > 0) {
                refuse(change, "its place in its request is taken");
            }
        }
    }

    private static void refuse(Change change, String fault) {
        throw new ChangeRefusedException(change, fault);
    }
}
