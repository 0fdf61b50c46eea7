package dev.praxis.execution;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that keeps lines in memory, and can be down. */
final class FlakySink implements AuditSink, AuditSinkProvider {

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<AuditGap> gaps = new CopyOnWriteArrayList<>();
    volatile boolean down;

    @Override
    public void accept(List<AuditLine> offered) {
        requireUp();
        offered.forEach(line -> lines.add(line.json()));
    }

    @Override
    public void gap(AuditGap gap) {
        requireUp();
        gaps.add(gap);
    }

    private void requireUp() {
        if (down) {
            throw new AuditSinkException("the collector is down", null);
        }
    }

    @Override
    public void close() {}

    @Override
    public String name() {
        return "flaky";
    }

    @Override
    public ApiVersion apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        return this;
    }
}
