package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Session;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts commits, and runs a step of the test before each. */
final class CommittingDialect extends SqliteDialect {

    /** What a test does before a commit. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    final AtomicInteger commits = new AtomicInteger();
    volatile Step beforeCommit = () -> {};

    @Override
    public void commit(Session session) throws SQLException {
        beforeCommit.run();
        super.commit(session);
        commits.incrementAndGet();
    }
}
