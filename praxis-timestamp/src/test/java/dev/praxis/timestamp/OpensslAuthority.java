package dev.praxis.timestamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** {@code openssl ts} as an authority, behind an HTTP server of this JVM; what it answers can be replaced. */
final class OpensslAuthority implements AutoCloseable {

    private static final String CONFIGURATION = """
            [tsa]
            default_tsa = authority
            [authority]
            dir = .
            serial = serial
            crypto_device = builtin
            signer_cert = tsa.pem
            signer_key = tsa.key
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = DIGESTS
            accuracy = secs:1
            ordering = no
            tsa_name = no
            ess_cert_id_chain = no
            ess_cert_id_alg = sha256
            """;

    /** Answers in place of openssl, if there is one. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final Path dir;
    private final HttpServer server;
    private final AtomicReference<Answer> answer = new AtomicReference<>(this::reply);

    OpensslAuthority(Path dir) throws Exception {
        this.dir = dir;
        makeKeys();
        accepting("sha256");
        Files.writeString(dir.resolve("serial"), "01");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.get().to(exchange);
            }
        });
        server.start();
    }

    /** A root, and an authority that it vouches for. */
    private void makeKeys() throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "root.key",
                "-out",
                "root.pem",
                "-days",
                "30",
                "-subj",
                "/CN=A root of these tests");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "tsa.key",
                "-out",
                "tsa.csr",
                "-subj",
                "/CN=An authority of these tests");
        Files.writeString(dir.resolve("extensions"), "extendedKeyUsage=critical,timeStamping\n");
        openssl(
                "x509",
                "-req",
                "-in",
                "tsa.csr",
                "-CA",
                "root.pem",
                "-CAkey",
                "root.key",
                "-CAcreateserial",
                "-days",
                "30",
                "-extfile",
                "extensions",
                "-out",
                "tsa.pem");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "other.key",
                "-out",
                "other.pem",
                "-days",
                "30",
                "-subj",
                "/CN=A root of these tests");
    }

    void accepting(String digests) throws IOException {
        Files.writeString(dir.resolve("tsa.cnf"), CONFIGURATION.replace("DIGESTS", digests));
    }

    void answering(Answer other) {
        answer.set(other);
    }

    void answeringAsUsual() {
        answer.set(this::reply);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsr");
    }

    Path file(String name) {
        return dir.resolve(name);
    }

    /** What openssl says of a stamp. */
    boolean verifies(Path data, Path stamp) throws Exception {
        return run(List.of("ts", "-verify", "-data", data.toString(), "-in", stamp.toString(), "-CAfile", "root.pem"))
                == 0;
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    byte[] reply(byte[] request) throws IOException {
        try {
            Files.write(dir.resolve("query"), request);
            openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply");
            return Files.readAllBytes(dir.resolve("reply"));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void reply(HttpExchange exchange) throws IOException {
        send(
                exchange,
                200,
                "application/timestamp-reply",
                reply(exchange.getRequestBody().readAllBytes()));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        if (run(List.of(arguments)) != 0) {
            throw new IOException(
                    "openssl " + String.join(" ", arguments) + " failed: " + Files.readString(dir.resolve("log")));
        }
    }

    private int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
