package dev.praxis.store.postgres;

import dev.praxis.testkit.store.StoreFixture;
import dev.praxis.testkit.store.StoreTck;

/** The store TCK on a server. */
class PostgresStoreTckTest extends StoreTck {

    @Override
    protected StoreFixture newFixture() {
        return new PostgresStoreFixture();
    }
}
