package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;

/** Begins a write only in a praxis store or a blank database, which nobody can change any more until it ends. */
final class InspectingDialect extends SqliteDialect {

    private final StoreInspection inspection;

    InspectingDialect(StoreInspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public void beginWrite(Session session) throws SQLException {
        super.beginWrite(session);
        try {
            inspection.requireRoomForMigration(session);
        } catch (SQLException | RuntimeException e) {
            try {
                rollback(session);
            } catch (SQLException rollback) {
                session.abandon();
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }
}
