package dev.praxis.audit.sink.syslog;

import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;
import java.util.Map;

class SyslogTcpTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        return new Collector(Collector::plain, Map.of("transport", "tcp"));
    }
}
