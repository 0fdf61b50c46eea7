package dev.praxis.store.postgres;

import dev.praxis.api.PraxisException;
import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Lends connections of a data source to work and gives them back as they came: in the same commit mode, outside a
 * transaction. A connection of which nobody knows the state is cut instead. Thread-safe if the data source is.
 */
final class Sessions {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private final DataSource source;

    Sessions(DataSource source) {
        this.source = source;
    }

    /** Runs work on a connection that commits each statement unless the work begins a transaction. */
    <T> T lend(Interrupts interrupts, SqlWork<T> work) throws SQLException {
        Connection connection = connect(interrupts);
        Session session = new Session(connection);
        boolean autoCommit = true;
        T result;
        try {
            autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            result = work.run(session);
        } catch (SQLException | PraxisException e) {
            giveBack(session, autoCommit, e);
            throw e;
        } catch (RuntimeException | Error e) {
            // Neither the server nor a store decided this, so it may have come in the middle of an exchange: whoever
            // had the
            // connection next would read the reply to this one.
            session.abandon();
            giveBack(session, autoCommit, e);
            throw e;
        }
        try {
            giveBack(session, autoCommit);
        } catch (SQLException | RuntimeException e) {
            // The work is done, and saying otherwise would be wrong. The pool finds the broken connection.
            LOG.log(System.Logger.Level.WARNING, "a connection could not be given back", e);
        }
        return result;
    }

    private Connection connect(Interrupts interrupts) throws SQLException {
        while (true) {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                if (!(e.getCause() instanceof InterruptedException)) {
                    throw e;
                }
                interrupts.caught();
            }
        }
    }

    private static void giveBack(Session session, boolean autoCommit, Throwable because) {
        try {
            giveBack(session, autoCommit);
        } catch (SQLException | RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    private static void giveBack(Session session, boolean autoCommit) throws SQLException {
        Connection connection = session.connection();
        try (session) {
            session.discardStatements();
            if (!session.isUsable()) {
                connection.abort(Runnable::run);
            } else if (!autoCommit && !connection.isClosed()) {
                connection.setAutoCommit(false);
            }
        }
    }
}
