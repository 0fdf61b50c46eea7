package dev.praxis.audit.sink.syslog;

import dev.praxis.api.PraxisException;
import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * Messages of RFC 5424: {@code <PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID SD MSG}. The time is that of the record. The
 * structured data element {@code praxis@32473} (the enterprise number for examples, RFC 5612) has origin, sequence, hash,
 * requestId and clientId; MSG is the line byte for byte, after a byte order mark when it is not all ASCII (section 6.4).
 *
 * @param origin the log
 * @param facility 0 to 23
 * @param hostname the HOSTNAME
 * @param appName the APP-NAME
 * @param processId the PROCID
 * @param maxBytes how long a message may be
 */
record SyslogFormat(String origin, int facility, String hostname, String appName, String processId, int maxBytes) {

    /** Whatever its record says, the shortest form of a message fits. */
    static final int LEAST_MAX_BYTES = 2048;

    private static final int NOTICE = 5;
    private static final int WARNING = 4;
    private static final String BOM = "\uFEFF";

    byte[] message(AuditLine line) {
        JsonObject record = record(line);
        String header = header(
                "DENIED".equals(record.string("decision").orElse("")) ? WARNING : NOTICE,
                record.string("time").orElse("-"));
        String data = data(line, record);
        byte[] whole = bytes(header + "record " + data, line.json());
        if (whole.length <= maxBytes) {
            return whole;
        }
        byte[] summary = bytes(header + "elided " + data, Elision.summary(origin, line, record));
        return summary.length <= maxBytes ? summary : bytes(header + "elided " + data, Elision.minimal(origin, line));
    }

    byte[] message(AuditGap gap) {
        String data = "[praxis@32473" + parameter("origin", gap.origin())
                + parameter("first", Long.toString(gap.first())) + parameter("last", Long.toString(gap.last())) + "]";
        return bytes(header(WARNING, "-") + "gap " + data, gap.json());
    }

    private String header(int severity, String time) {
        return "<" + (facility * 8 + severity) + ">1 " + time + " " + hostname + " " + appName + " " + processId + " ";
    }

    private String data(AuditLine line, JsonObject record) {
        return "[praxis@32473" + parameter("origin", origin) + parameter("sequence", Long.toString(line.sequence()))
                + parameter("hash", line.hash().hex())
                + parameter("requestId", record.string("requestId").orElse(""))
                + parameter("clientId", record.string("clientId").orElse("")) + "]";
    }

    /** Section 6.3.3: three characters are escaped. */
    private static String parameter(String name, String value) {
        String escaped =
                ShortText.of(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
        return " " + name + "=\"" + escaped + "\"";
    }

    private static byte[] bytes(String head, String message) {
        return (head + " " + (isAscii(message) ? "" : BOM) + message).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** A line that is no record is passed on all the same. */
    private static JsonObject record(AuditLine line) {
        try {
            return CanonicalJson.parseObject(line.json());
        } catch (PraxisException e) {
            return JsonObject.EMPTY;
        }
    }
}
