package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;

/** Opens sessions on one database. */
@FunctionalInterface
interface SessionSource {

    /** A new session. */
    Session open() throws SQLException;
}
