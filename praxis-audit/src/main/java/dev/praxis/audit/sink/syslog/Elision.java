package dev.praxis.audit.sink.syslog;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What goes in the place of a line that is too long: {@code {"elided":{…}}} with the sequence, the hash, the length and the SHA-256
 * of the line, so that whoever has the log can find it and compare. Nothing is cut in the middle.
 */
final class Elision {

    private static final List<String> SUMMARY =
            List.of("time", "actor", "clientId", "requestId", "tool", "target", "tier", "phase", "decision");

    private Elision() {}

    /**
     * The long form, with what the record says in a few words.
     *
     * @param record the members of the record
     */
    static String summary(String origin, AuditLine line, JsonObject record) {
        JsonObject.Builder elided = identity(origin, line);
        for (String member : SUMMARY) {
            record.string(member).ifPresent(value -> elided.put(member, ShortText.of(value)));
        }
        return wrapped(elided);
    }

    /** The short form, which always fits. */
    static String minimal(String origin, AuditLine line) {
        return wrapped(identity(origin, line));
    }

    private static JsonObject.Builder identity(String origin, AuditLine line) {
        byte[] bytes = line.json().getBytes(StandardCharsets.UTF_8);
        return JsonObject.builder()
                .put("origin", ShortText.of(origin))
                .put("sequence", line.sequence())
                .put("hash", line.hash().hex())
                .put("bytes", bytes.length)
                .put("sha256", Sha256.of(bytes).hex());
    }

    private static String wrapped(JsonObject.Builder elided) {
        return JsonObject.builder().put("elided", elided.build()).build().toString();
    }
}
