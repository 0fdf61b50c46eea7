package dev.praxis.store.postgres;

import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;

class PostgresSinkTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        return new PostgresSinkFixture();
    }
}
