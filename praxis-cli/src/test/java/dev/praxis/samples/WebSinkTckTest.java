package dev.praxis.samples;

import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;

class WebSinkTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        return new WebSinkFixture();
    }
}
