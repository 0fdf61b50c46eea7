package dev.praxis.audit.sink.syslog;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogTlsTckTest extends SinkTck {

    @TempDir
    private static Path directory;

    private static Certificates right;
    private static Certificates otherName;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        right = Certificates.forName(directory, "ip:127.0.0.1");
        otherName = Certificates.forName(directory, "dns:other.example.org");
    }

    @Override
    protected SinkFixture newFixture() {
        return collector(right, right);
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        assertRefused(collector(otherName, otherName));
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() {
        assertRefused(collector(right, otherName));
    }

    private static void assertRefused(Collector collector) {
        try (collector) {
            SinkConfiguration configuration = new SinkConfiguration("siem", "o", new HashMap<>(collector.settings()));
            AuditSinkException refused = assertThrows(
                    AuditSinkException.class,
                    () -> collector.provider().open(configuration).close());
            assertTrue(refused.getMessage().contains("SSLHandshakeException"), refused.getMessage());
        }
    }

    private static Collector collector(Certificates has, Certificates believed) {
        return new Collector(
                has::server, Map.of("transport", "tls", "ca", believed.pem().toString()));
    }
}
