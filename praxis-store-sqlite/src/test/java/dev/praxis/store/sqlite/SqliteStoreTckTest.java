package dev.praxis.store.sqlite;

import dev.praxis.testkit.store.StoreFixture;
import dev.praxis.testkit.store.StoreTck;

/** The store TCK on a file. */
class SqliteStoreTckTest extends StoreTck {

    @Override
    protected StoreFixture newFixture() {
        return SqliteStoreFixture.file();
    }
}
