package dev.praxis.audit;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.audit.sink.PlannedSink;
import dev.praxis.audit.sink.SinkMode;
import dev.praxis.audit.sink.SinkPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A provider of one sink that a test has made.
 *
 * @param sink the sink
 */
record GivenSink(AuditSink sink) implements AuditSinkProvider {

    /** A plan in which each of the sinks is required. */
    static SinkPlan plan(AuditSink... sinks) {
        return plan(SinkMode.REQUIRED, sinks);
    }

    static SinkPlan plan(SinkMode mode, AuditSink... sinks) {
        List<PlannedSink> all = new ArrayList<>();
        for (AuditSink sink : sinks) {
            all.add(PlannedSink.of("sink-" + all.size(), mode, new GivenSink(sink), Map.of()));
        }
        return new SinkPlan(all, 0);
    }

    @Override
    public String name() {
        return "given";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        return sink;
    }
}
