package dev.praxis.store.postgres;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.store.StoreFixture;

/** A store in a schema of its own. */
public final class PostgresStoreFixture implements StoreFixture {

    private final TestServer server = TestServer.shared();
    private final String schema = server.newSchema();

    @Override
    public Store open(StoreOptions options) {
        return new PostgresStoreProvider().open(server.location(schema), options);
    }

    @Override
    public boolean keepsData() {
        return true;
    }

    @Override
    public void close() {
        server.dropSchema(schema);
    }
}
