package dev.praxis.testkit.sink;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Records for sinks, with all members that those of a log have. */
final class Lines {

    /** The log that they are of. */
    static final String ORIGIN = "tck.example.org/audit";

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.000001Z");

    private Lines() {}

    /** The record of a sequence; the greater the sequence, the earlier its time. */
    static AuditLine line(long sequence) {
        return line(sequence, "host:cp-1");
    }

    /** The record of a sequence, with a text in it. */
    static AuditLine line(long sequence, String text) {
        return line(sequence, NOON.minusSeconds(sequence), text);
    }

    /** The record of a sequence at a time. */
    static AuditLine at(long sequence, Instant time) {
        return line(sequence, time, "host:cp-1");
    }

    private static AuditLine line(long sequence, Instant time, String text) {
        String json = JsonObject.builder()
                .put("v", 1)
                .put("sequence", sequence)
                .put("time", UtcMicros.format(time))
                .put("actor", "tester")
                .put("clientId", "tck/1")
                .put("requestId", "request-" + sequence)
                .put("tool", "talos.reboot")
                .put("target", "cp-1")
                .put("tier", "T1")
                .put("phase", "INTENT")
                .put("decision", "ALLOWED")
                .put("args", JsonObject.builder().put("text", text).build())
                .put("output", JsonNull.NULL)
                .put("error", JsonNull.NULL)
                .put("patternsVersion", "tiers/1 secrets/1")
                .put(
                        "previousHash",
                        Sha256.of(bytes(Long.toString(sequence - 1))).hex())
                .put("hash", Sha256.of(bytes(Long.toString(sequence))).hex())
                .build()
                .toString();
        return new AuditLine(sequence, Sha256.of(bytes(Long.toString(sequence))), json);
    }

    /** A record whose line has so many bytes. */
    static AuditLine ofBytes(long sequence, int bytes) {
        int rest = bytes - bytes(line(sequence, "").json()).length;
        return line(sequence, "x".repeat(rest));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
