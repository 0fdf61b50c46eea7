package dev.praxis.testkit.sink;

/** The sound sink of the kit follows every rule. */
class ModelSinkTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        return new ModelPlace(ModelSink::new);
    }
}
