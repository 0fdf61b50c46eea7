package dev.praxis.store.sqlite;

import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;

/**
 * Opens one session and no other, since a database in memory ends with its session: another one would find an empty
 * database and say so of the facts. Used by one thread at a time.
 */
final class OnlySession implements SessionSource {

    private final SessionSource source;
    private boolean opened;

    OnlySession(SessionSource source) {
        this.source = source;
    }

    @Override
    public Session open() throws SQLException {
        if (opened) {
            throw new StoreUnavailableException(
                    "the store in memory is lost: its connection broke, and what it held went with it;"
                            + " close it and open a new one",
                    null);
        }
        opened = true;
        return source.open();
    }
}
