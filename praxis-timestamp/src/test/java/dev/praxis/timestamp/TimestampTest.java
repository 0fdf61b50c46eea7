package dev.praxis.timestamp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresTool(value = "openssl", from = "openssl")
class TimestampTest {

    private static final byte[] CHECKPOINT = "example.com/log\n12\nroot\n\n— a b\n".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 DIGEST = Sha256.of(CHECKPOINT);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private static OpensslAuthority openssl;

    @BeforeAll
    static void start() throws Exception {
        openssl = new OpensslAuthority(dir);
    }

    @AfterAll
    static void stop() {
        openssl.close();
    }

    @BeforeEach
    void usual() throws Exception {
        openssl.accepting("sha256");
        openssl.answeringAsUsual();
    }

    @DisplayName("a stamp of openssl over HTTP verifies here and with openssl ts -verify, and tells the time")
    @Test
    void stampsAndVerifies() throws Exception {
        Instant before = Instant.now();
        Timestamp stamp = stamper(PATIENCE).stamp(DIGEST);
        assertEquals(DIGEST, stamp.digest());

        VerifiedTimestamp verified = check("root.pem").verify(Timestamp.parse(stamp.bytes()), DIGEST);
        assertTrue(verified.time().isAfter(before.minusSeconds(2)), verified::toString);
        assertTrue(verified.time().isBefore(Instant.now().plusSeconds(2)), verified::toString);
        assertEquals("CN=An authority of these tests", verified.authority());
        assertEquals(verified, check("tsa.pem").verify(stamp, DIGEST), "the authority itself may be trusted too");

        Path data = Files.write(dir.resolve("checkpoint"), CHECKPOINT);
        Path file = Files.write(dir.resolve("checkpoint.tsr"), stamp.bytes());
        assertTrue(openssl.verifies(data, file));
        Files.write(data, new byte[] {1});
        assertFalse(openssl.verifies(data, file));
    }

    @DisplayName("a stamp is for one content and one root")
    @Test
    void othersAreRejected() throws Exception {
        Timestamp stamp = stamper(PATIENCE).stamp(DIGEST);
        assertThrows(
                TimestampRejectedException.class, () -> check("root.pem").verify(stamp, Sha256.of(new byte[] {1})));
        assertThrows(
                TimestampRejectedException.class,
                () -> check("other.pem").verify(stamp, DIGEST),
                "another root of the same name");
        assertThrows(InvalidArgumentException.class, () -> new TimestampCheck(List.of()));
        assertThrows(InvalidArgumentException.class, () -> TimestampCheck.trusting(in("nonsense")));
        assertThrows(InvalidArgumentException.class, () -> TimestampCheck.trusting(in("")));
    }

    @DisplayName("the answer to another request is rejected: replayed, or over another digest")
    @Test
    void anotherRequest() {
        byte[] earlier = stamper(PATIENCE).stamp(DIGEST).bytes();
        Stamper replayed = new Stamper(request -> earlier, new SecureRandom());
        assertThrows(TimestampRejectedException.class, () -> replayed.stamp(DIGEST));
        assertThrows(TimestampRejectedException.class, () -> replayed.stamp(Sha256.of(new byte[] {1})));
    }

    @DisplayName("an authority that refuses is told as one")
    @Test
    void refusal() throws Exception {
        openssl.accepting("sha512");
        TimestampRejectedException e = assertThrows(
                TimestampRejectedException.class, () -> stamper(PATIENCE).stamp(DIGEST));
        assertTrue(e.getMessage().contains("granted no time stamp: status 2"), e.getMessage());
    }

    @DisplayName("no flipped bit and no cut makes another stamp of it: it is rejected, or says the same")
    @Test
    void damage() throws Exception {
        byte[] good = stamper(PATIENCE).stamp(DIGEST).bytes();
        TimestampCheck check = check("root.pem");
        VerifiedTimestamp verified = check.verify(Timestamp.parse(good), DIGEST);
        Seed seed = Seed.fresh();
        Random random = seed.random();
        int rejected = 0;
        int step = Soak.times(5, 1);
        for (int i = 0; i < good.length; i += step) {
            byte[] flipped = good.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            try {
                int at = i;
                assertEquals(verified, check.verify(Timestamp.parse(flipped), DIGEST), () -> seed + ": byte " + at);
            } catch (TimestampRejectedException e) {
                rejected++;
            }
        }
        assertTrue(rejected > good.length / step / 2, rejected + " of " + good.length / step);
        for (int length = 0; length < good.length; length += 1 + good.length / 200) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(TimestampRejectedException.class, () -> Timestamp.parse(cut));
        }
        assertArrayEquals(good, Timestamp.parse(good).bytes());
    }

    @DisplayName("another status, another type, too much, and no connection are an authority that is not available")
    @Test
    void unavailable() throws Exception {
        openssl.answering(exchange -> OpensslAuthority.send(exchange, 503, "text/plain", new byte[0]));
        assertUnavailable("status 503");
        openssl.answering(exchange -> OpensslAuthority.send(exchange, 200, "text/html", new byte[] {1}));
        assertUnavailable("another type");
        openssl.answering(exchange -> {
            exchange.getRequestBody().readAllBytes();
            OpensslAuthority.send(exchange, 200, "application/timestamp-reply", new byte[1 << 20]);
        });
        assertUnavailable("more than");
        openssl.answering(exchange -> {
            exchange.getResponseHeaders().set("Location", openssl.address().toString());
            exchange.sendResponseHeaders(302, -1);
        });
        assertUnavailable("status 302");
        URI nobody = URI.create("http://127.0.0.1:1/tsr");
        Stamper stamper = new Stamper(new HttpTimestampAuthority(nobody, PATIENCE), new SecureRandom());
        assertThrows(TimestampUnavailableException.class, () -> stamper.stamp(DIGEST));
        openssl.answering(exchange ->
                OpensslAuthority.send(exchange, 200, "application/timestamp-reply; charset=x", new byte[] {1}));
        assertThrows(TimestampRejectedException.class, () -> stamper(PATIENCE).stamp(DIGEST), "that is no stamp");
    }

    @DisplayName("an authority that never finishes its answer is given up, and so is one that an interrupt ends")
    @Test
    void hangs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        openssl.answering(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            assertThrows(
                    TimestampUnavailableException.class,
                    () -> stamper(Duration.ofMillis(500)).stamp(DIGEST));
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                caller.interrupt();
            });
            interrupter.start();
            assertThrows(
                    TimestampUnavailableException.class, () -> stamper(PATIENCE).stamp(DIGEST));
            interrupter.join();
            assertTrue(Thread.interrupted(), "the interrupt is the caller's to see");
        } finally {
            over.countDown();
        }
    }

    @DisplayName("an address that is none is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tsa.example.org",
                "ftp://tsa.example.org",
                "http:///tsr",
                "file:/etc",
                "https://a:b@tsa.example.org"
            })
    void addresses(String address) {
        URI uri = URI.create(address);
        assertThrows(InvalidArgumentException.class, () -> new HttpTimestampAuthority(uri, PATIENCE));
    }

    @DisplayName("a time limit that leaves no time is refused")
    @Test
    void noTime() {
        assertThrows(
                InvalidArgumentException.class, () -> new HttpTimestampAuthority(openssl.address(), Duration.ZERO));
    }

    private static void assertUnavailable(String why) {
        TimestampUnavailableException e = assertThrows(
                TimestampUnavailableException.class, () -> stamper(PATIENCE).stamp(DIGEST));
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertTrue(e.retryable());
    }

    private static Stamper stamper(Duration timeout) {
        return new Stamper(new HttpTimestampAuthority(openssl.address(), timeout), new SecureRandom());
    }

    private static TimestampCheck check(String certificates) throws Exception {
        try (InputStream pem = Files.newInputStream(openssl.file(certificates))) {
            return TimestampCheck.trusting(pem);
        }
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
