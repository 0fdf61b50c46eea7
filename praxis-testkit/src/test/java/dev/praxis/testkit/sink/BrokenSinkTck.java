package dev.praxis.testkit.sink;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The TCK of one broken sink, for {@link BrokenSinksTest} to run; its name keeps it out of the build's own tests. */
@ExtendWith(BrokenSinkTck.SinkOfTheRun.class)
class BrokenSinkTck extends SinkTck {

    /** The configuration parameter that names the sink. */
    static final String SINK = "broken-sink";

    private final BrokenSink sink;

    BrokenSinkTck(BrokenSink sink) {
        this.sink = sink;
    }

    @Override
    protected SinkFixture newFixture() {
        return sink.newFixture();
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(700);
    }

    static final class SinkOfTheRun implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == BrokenSink.class;
        }

        @Override
        public BrokenSink resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return BrokenSink.valueOf(context.getConfigurationParameter(SINK).orElseThrow());
        }
    }
}
