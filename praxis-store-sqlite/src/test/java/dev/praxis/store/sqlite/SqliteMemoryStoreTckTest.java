package dev.praxis.store.sqlite;

import dev.praxis.testkit.store.StoreFixture;
import dev.praxis.testkit.store.StoreTck;

/** The store TCK in memory. */
class SqliteMemoryStoreTckTest extends StoreTck {

    @Override
    protected StoreFixture newFixture() {
        return SqliteStoreFixture.memory();
    }
}
