package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Dialect;

/** Shows the dialect to the tests in the package of the shared statements. */
public final class DialectUnderTest {

    private DialectUnderTest() {}

    public static Dialect sqlite() {
        return new SqliteDialect();
    }
}
