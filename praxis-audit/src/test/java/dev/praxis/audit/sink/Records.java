package dev.praxis.audit.sink;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/** Lines for tests: as much of a record as the way to a sink looks at. */
final class Records {

    static final String ORIGIN = "test.example.org/audit";

    private Records() {}

    static AuditLine line(long sequence) {
        Sha256 hash = Sha256.of(Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
        String json = JsonObject.builder()
                .put("sequence", sequence)
                .put("hash", hash.hex())
                .put("args", "x".repeat((int) (sequence % 50)))
                .build()
                .toString();
        return new AuditLine(sequence, hash, json);
    }

    static List<AuditLine> lines(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Records::line).toList();
    }
}
