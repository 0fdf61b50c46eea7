package dev.praxis.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A web server on the loopback interface that keeps what is posted, and does what the test wants. */
final class WebSinkFixture implements SinkFixture {

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AtomicReference<Fault> fault = new AtomicReference<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile CountDownLatch answering = new CountDownLatch(1);

    WebSinkFixture() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Fault now = fault.get();
            if (now == Fault.HANGING) {
                answering.await();
            }
            if (now == Fault.SHORT) {
                fault.set(null);
                return; // without an answer
            }
            if (now == Fault.SLOW) {
                LockSupport.parkNanos(2_000_000);
            }
            if (now == null || now == Fault.SLOW) {
                posted.addAll(body.lines().toList());
            }
            exchange.sendResponseHeaders(now == null || now == Fault.SLOW ? 204 : 503, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public AuditSinkProvider provider() {
        return new WebSinkProvider();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public List<String> arrived(int count) {
        return List.copyOf(posted);
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.values());
    }

    @Override
    public void cause(Fault now) {
        answering = new CountDownLatch(1);
        fault.set(now);
    }

    @Override
    public void mend() {
        fault.set(null);
        answering.countDown();
    }

    @Override
    public int longestLine() {
        return 65_535;
    }

    @Override
    public boolean dropsRepeats() {
        return false;
    }

    @Override
    public void close() {
        mend();
        server.stop(0);
        threads.shutdown();
    }
}
