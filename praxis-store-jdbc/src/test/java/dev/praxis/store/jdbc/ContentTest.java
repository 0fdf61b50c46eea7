package dev.praxis.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.store.RetirementRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is hashed is a format: it is read again when a store is verified. */
class ContentTest {

    private static final FactVersion VERSION = new FactVersion(2, Sha256.of(new byte[0]));

    @Test
    void aRetirementIsHashedOverItsCanonicalForm() {
        RetirementRequest request = new RetirementRequest(
                new FactKey("s", "p", "t"), Instant.parse("2026-01-01T00:00:00Z"), "actor", "reason");
        String canonical = "{\"actor\":\"actor\",\"factType\":\"t\",\"invalidAt\":\"2026-01-01T00:00:00.000000Z\","
                + "\"predicate\":\"p\",\"reason\":\"reason\",\"retires\":\"2:" + VERSION.contentHash()
                + "\",\"subject\":\"s\"}";
        assertEquals(Sha256.of(canonical.getBytes(StandardCharsets.UTF_8)), RetirementContent.hash(request, VERSION));
        assertNotEquals(
                RetirementContent.hash(request, VERSION),
                RetirementContent.hash(request, new FactVersion(3, VERSION.contentHash())));
    }

    @Test
    void aMigrationIsHashedOverItsStatements() {
        assertEquals(
                Sha256.of("A;\nB;\n".getBytes(StandardCharsets.UTF_8)), new Migration(1, List.of("A", "B")).checksum());
        assertNotEquals(new Migration(1, List.of("A", "B")).checksum(), new Migration(1, List.of("AB")).checksum());
    }
}
