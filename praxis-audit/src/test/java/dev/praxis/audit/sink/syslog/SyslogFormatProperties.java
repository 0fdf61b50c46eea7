package dev.praxis.audit.sink.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** A message is one of RFC 5424, never longer than it may be, and has the line whole or what names it. */
class SyslogFormatProperties {

    private static final String TIME = "2026-11-24T12:00:00.000001Z";

    @Property(tries = 300)
    void whateverARecordSaysItsMessageIsWhole(
            @ForAll @StringLength(max = 300) String actor,
            @ForAll @StringLength(max = 300) String requestId,
            @ForAll @StringLength(max = 300) String origin,
            @ForAll @IntRange(max = 60_000) int argumentBytes,
            @ForAll @IntRange(min = SyslogFormat.LEAST_MAX_BYTES, max = 70_000) int maxBytes) {
        AuditLine line = line(text(actor), text(requestId), argumentBytes);
        byte[] message = format(text(origin), maxBytes).message(line);
        assertTrue(message.length <= maxBytes, message.length + " bytes where " + maxBytes + " are allowed");
        Matcher parsed = Collector.parse(new String(message, StandardCharsets.UTF_8));
        assertEquals(TIME, parsed.group(2));
        assertTrue(parsed.group(7).contains("sequence=\"7\""), parsed.group(7));
        if (parsed.group(6).equals("record")) {
            assertEquals(line.json(), parsed.group(8));
            return;
        }
        assertEquals("elided", parsed.group(6));
        JsonObject elided = (JsonObject)
                CanonicalJson.parseObject(parsed.group(8)).get("elided").orElseThrow();
        byte[] bytes = line.json().getBytes(StandardCharsets.UTF_8);
        assertEquals(Sha256.of(bytes).hex(), elided.string("sha256").orElseThrow());
        assertEquals(
                Integer.toString(bytes.length),
                elided.get("bytes").orElseThrow().toString());
        assertTrue(format(text(origin), Integer.MAX_VALUE).message(line).length > maxBytes, "it would have fitted");
    }

    @Property(tries = 100)
    void requestAndClientAreInEveryMessage(@ForAll @StringLength(min = 1, max = 40) String id) {
        String requestId = text(id).replaceAll("[\\p{Cntrl}\\x80-\\x9F]", "x");
        byte[] message = format("log", 8192).message(line("a", requestId, 10));
        String data =
                Collector.parse(new String(message, StandardCharsets.UTF_8)).group(7);
        Matcher value = Pattern.compile("requestId=\"((?:[^\"\\\\\\]]|\\\\.)*)\"", Pattern.DOTALL)
                .matcher(data);
        assertTrue(value.find(), data);
        assertEquals(
                requestId.getBytes(StandardCharsets.UTF_8).length <= 128
                        ? requestId
                        : "sha256:"
                                + Sha256.of(requestId.getBytes(StandardCharsets.UTF_8))
                                        .hex(),
                value.group(1).replaceAll("\\\\([\"\\\\\\]])", "$1"));
        assertTrue(data.contains("clientId=\"c/1\""), data);
    }

    @Property(tries = 20)
    void aGapIsAMessageToo(@ForAll @IntRange(min = 1, max = 1000) int first) {
        AuditGap gap = new AuditGap("log", first, first + 3L);
        Matcher parsed = Collector.parse(new String(format("log", 2048).message(gap), StandardCharsets.UTF_8));
        assertEquals("gap", parsed.group(6));
        assertEquals(gap.json(), parsed.group(8));
    }

    private static SyslogFormat format(String origin, int maxBytes) {
        return new SyslogFormat(origin, 13, "host.example.org", "praxis", "4711", maxBytes);
    }

    /** What JSON can hold. */
    private static String text(String any) {
        return any.replaceAll("[\\uD800-\\uDFFF\\x00]", "?");
    }

    private static AuditLine line(String actor, String requestId, int argumentBytes) {
        Sha256 hash = Sha256.of(new byte[] {7});
        String json = JsonObject.builder()
                .put("sequence", 7)
                .put("time", TIME)
                .put("actor", actor)
                .put("requestId", requestId)
                .put("clientId", "c/1")
                .put("decision", "DENIED")
                .put("hash", hash.hex())
                .put("args", "\u00FC".repeat(argumentBytes / 2))
                .build()
                .toString();
        return new AuditLine(7, hash, json);
    }
}
