package dev.praxis.audit.sink.local;

import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.slf4j.Logger;

/** A logger whose level is off stands for a destination that is down, and an appender that waits for one that hangs. */
class Slf4jSinkTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        Disk disk = new Disk();
        FaultyStream stream = new FaultyStream(disk);
        return new LocalFixture(
                disk,
                new Slf4jSinkProvider(name -> logger(name, disk, stream)),
                Map.of("logger", "records"),
                // What an appender has left when it fails is between it and its file.
                EnumSet.complementOf(EnumSet.of(Fault.SHORT)),
                stream::text,
                () -> {});
    }

    private static Logger logger(String name, Disk disk, FaultyStream stream) {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(),
                new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getName" -> name;
                    case "isInfoEnabled" -> disk.fault() != Fault.DOWN;
                    case "info" -> {
                        append(stream, (String) arguments[0], arguments[1]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static void append(FaultyStream stream, String format, Object message) {
        try {
            stream.write((format.replace("{}", String.valueOf(message)) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // An appender that fails has no other way to say so.
            throw new UncheckedIOException(e);
        }
    }
}
