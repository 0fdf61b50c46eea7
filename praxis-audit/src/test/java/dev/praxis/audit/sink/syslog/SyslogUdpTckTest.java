package dev.praxis.audit.sink.syslog;

import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;

class SyslogUdpTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        return new UdpCollector();
    }
}
