package dev.praxis.store.sqlite;

import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;

class SqliteSinkTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        return new SqliteSinkFixture();
    }
}
