package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Dialect;
import dev.praxis.store.jdbc.VectorDialect;

/** Shows the dialect to the tests in the package of the shared statements. */
public final class DialectUnderTest {

    private DialectUnderTest() {}

    public static Dialect sqlite() {
        return new SqliteDialect();
    }

    public static VectorDialect vectors() {
        return new SqliteVectors();
    }
}
