package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.praxis.api.Sha256;
import dev.praxis.cli.CliHarness.Result;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code praxis timestamp} against {@code openssl ts} behind HTTP. */
@RequiresTool(value = "openssl", from = "openssl")
class TimestampCommandTest {

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
            digests = sha256
            ess_cert_id_alg = sha256
            """;

    @TempDir
    static Path authority;

    @TempDir
    Path dir;

    private static HttpServer server;

    private CliHarness praxis;
    private Path file;
    private Path stamp;

    @BeforeAll
    static void anAuthority() throws IOException {
        for (String name : List.of("tsa", "other")) {
            openssl("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=" + name
                    + " -addext extendedKeyUsage=critical,timeStamping -keyout " + name + ".key -out " + name
                    + ".pem");
        }
        Files.writeString(authority.resolve("tsa.cnf"), CONFIGURATION);
        Files.writeString(authority.resolve("serial"), "01");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tsr", TimestampCommandTest::reply);
        server.createContext("/busy", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(503, -1);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            Files.write(authority.resolve("query"), exchange.getRequestBody().readAllBytes());
            openssl("ts -reply -config tsa.cnf -queryfile query -out reply");
            byte[] reply = Files.readAllBytes(authority.resolve("reply"));
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    private static void openssl(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(authority.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(0, process.waitFor(), said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @DisplayName("a time stamp that is longer than any, or a pipe in its place, is not read")
    @Timeout(60)
    @Test
    void noTimeStamp() throws Exception {
        Files.write(stamp, new byte[(1 << 18) + 1]);
        Result tooLong = verify("tsa.pem");
        assertEquals(ExitCode.FILE.status(), tooLong.status());
        assertTrue(tooLong.err().contains("has more than 262144 bytes"), tooLong.err());
        Files.delete(stamp);
        assertEquals(0, new ProcessBuilder("mkfifo", stamp.toString()).start().waitFor());
        Result pipe = verify("tsa.pem");
        assertEquals(ExitCode.FILE.status(), pipe.status());
        assertTrue(pipe.err().contains("no regular file"), pipe.err());
    }

    /** What one stamps: a copy of the checkpoint, since the log goes on. */
    @BeforeEach
    void aCheckpoint() throws IOException {
        praxis = new CliHarness(dir.resolve("home"));
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        praxis.run("act", "talos", "reboot", "--host", "cp-1", "--dry-run");
        file = Files.copy(dir.resolve("home/audit/checkpoint"), dir.resolve("kept"));
        stamp = dir.resolve("kept.tsr");
    }

    private Result stampBy(String path) {
        return praxis.run(
                "timestamp",
                "new",
                file.toString(),
                "--authority",
                "http://127.0.0.1:" + server.getAddress().getPort() + path,
                "--json");
    }

    private Result verify(String trusted) {
        return praxis.run(
                "timestamp",
                "verify",
                file.toString(),
                "--trusted",
                authority.resolve(trusted).toString(),
                "--json");
    }

    @DisplayName("a checkpoint is stamped and verified, and openssl agrees")
    @Test
    void stamped() throws IOException {
        Result made = stampBy("/tsr");
        assertEquals(0, made.status(), made.err());
        assertEquals(stamp.toString(), made.json().string("timestamp").orElseThrow());
        assertEquals(
                Sha256.of(Files.readAllBytes(file)).hex(),
                made.json().string("sha256").orElseThrow());
        Result verified = verify("tsa.pem");
        assertEquals(0, verified.status(), verified.err());
        assertEquals("CN=tsa", verified.json().string("authority").orElseThrow());
        assertEquals(made.json().string("time"), verified.json().string("time"));
        openssl("ts -verify -data " + file + " -in " + stamp + " -CAfile tsa.pem");
        assertEquals(
                0,
                praxis.run("audit", "verify", "--witness", file.toString()).status(),
                "what was stamped is what a log is held against");
    }

    @DisplayName("what was changed, is by another authority, or is no time stamp is not trusted")
    @Test
    void notTrusted() throws IOException {
        assertEquals(0, stampBy("/tsr").status());
        assertEquals(ExitCode.TIMESTAMP.status(), verify("other.pem").status());
        byte[] content = Files.readAllBytes(file);
        byte[] changed = content.clone();
        changed[0] ^= 1;
        Files.write(file, changed);
        assertEquals(ExitCode.TIMESTAMP.status(), verify("tsa.pem").status());
        Files.write(file, content);
        assertEquals(0, verify("tsa.pem").status());
        byte[] bytes = Files.readAllBytes(stamp);
        for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 1;
            Files.write(stamp, flipped);
            assertEquals(ExitCode.TIMESTAMP.status(), verify("tsa.pem").status(), "byte " + at);
        }
        Files.delete(stamp);
        assertEquals(ExitCode.FILE.status(), verify("tsa.pem").status());
    }

    @DisplayName("an authority that gives none leaves no file, and one that is there stays")
    @Test
    void noStamp() throws IOException {
        assertEquals(ExitCode.AUTHORITY.status(), stampBy("/busy").status());
        assertFalse(Files.exists(stamp));
        Files.writeString(stamp, "mine");
        byte[] before = Files.readAllBytes(stamp);
        Result refused = stampBy("/tsr");
        assertEquals(ExitCode.FILE.status(), refused.status());
        assertTrue(refused.err().contains("is there already"), refused.err());
        assertArrayEquals(before, Files.readAllBytes(stamp));
        assertEquals(ExitCode.USAGE.status(), praxis.run("timestamp").status());
        assertEquals(
                ExitCode.USAGE.status(),
                praxis.run("timestamp", "new", file.toString()).status());
        file = dir.resolve("nothing");
        assertEquals(ExitCode.FILE.status(), stampBy("/tsr").status());
    }
}
