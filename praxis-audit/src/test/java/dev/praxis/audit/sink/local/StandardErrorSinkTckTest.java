package dev.praxis.audit.sink.local;

import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;
import java.util.EnumSet;
import java.util.Map;

class StandardErrorSinkTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        Disk disk = new Disk();
        FaultyStream stream = new FaultyStream(disk);
        return new LocalFixture(
                disk,
                new StandardErrorSinkProvider(stream),
                Map.of(),
                EnumSet.allOf(Fault.class),
                stream::text,
                () -> {});
    }
}
