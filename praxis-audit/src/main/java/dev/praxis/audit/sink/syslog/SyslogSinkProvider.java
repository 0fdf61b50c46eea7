package dev.praxis.audit.sink.syslog;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sink named {@code syslog}: sends each record to a collector, as a message of RFC 5424 whose text is the line. Settings:
 *
 * <ul>
 *   <li>{@code host}: the collector; needed.
 *   <li>{@code transport}: {@code tls} (RFC 5425; the default), {@code tcp} (octet counting, RFC 6587) or {@code udp} (RFC 5426).
 *       Over TLS the certificate must be that of the host.
 *   <li>{@code port}: by default 6514, 601 or 514.
 *   <li>{@code ca}: a PEM file with the authorities that may have signed the certificate; by default those of this Java.
 *   <li>{@code maxBytes}: how long a message may be, {@value SyslogFormat#LEAST_MAX_BYTES} to 1048576 (65507 with {@code udp});
 *       by default 8192 ({@code udp}: 2048). A collector that takes less cuts messages without a word, so it must take this
 *       much. A longer record is replaced by {@code {"elided":…}} with its sequence, hash, length and SHA-256.
 *   <li>{@code facility}: 0 to 23; by default 13, "log audit". The severity is "warning" for what was denied, else "notice".
 *   <li>{@code hostname}: the HOSTNAME of the messages; by default that of this machine.
 *   <li>{@code appName}: the APP-NAME; by default {@code praxis}.
 *   <li>{@code connectMillis}: how long connecting may take, 100 to 60000; by default 3000.
 * </ul>
 *
 * <p>Syslog has no acknowledgements. With {@code tls} and {@code tcp} a record counts as taken when the operating system has it;
 * what is under way when the collector dies is lost without a failure. With {@code udp} any message may be lost. Where nothing may
 * be, use a table or a file. Thread-safe.
 */
public final class SyslogSinkProvider implements AuditSinkProvider {

    private static final int LOG_AUDIT = 13;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_DATAGRAM_BYTES = 65_507;
    private static final int LONGEST_HOSTNAME = 255;
    private static final int LONGEST_APP_NAME = 48;

    /** For {@link java.util.ServiceLoader}. */
    public SyslogSinkProvider() {}

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly(
                "host", "transport", "port", "ca", "maxBytes", "facility", "hostname", "appName", "connectMillis");
        String host = configuration.required("host");
        String kind = configuration.choice("transport", "tls", "tcp", "udp");
        boolean udp = kind.equals("udp");
        int port = configuration.number("port", 1, 65_535, udp ? 514 : kind.equals("tls") ? 6514 : 601);
        int connectMillis = configuration.number("connectMillis", 100, 60_000, 3_000);
        SyslogFormat format = format(configuration, udp);
        if (!kind.equals("tls") && configuration.text("ca").isPresent()) {
            throw configuration.refused("has the setting ca, which means nothing with " + kind + "; use tls");
        }
        Transport transport = switch (kind) {
            case "udp" -> new UdpTransport(host, port);
            case "tcp" -> new StreamTransport(host, port, connectMillis, null);
            default -> new StreamTransport(host, port, connectMillis, trust(configuration));
        };
        SyslogSink sink = new SyslogSink(format, transport, kind + "://" + host + ":" + port);
        sink.probe();
        return sink;
    }

    private static SyslogFormat format(SinkConfiguration configuration, boolean udp) {
        return new SyslogFormat(
                configuration.origin(),
                configuration.number("facility", 0, 23, LOG_AUDIT),
                word(configuration, "hostname", thisMachine(), LONGEST_HOSTNAME),
                word(configuration, "appName", "praxis", LONGEST_APP_NAME),
                Long.toString(ProcessHandle.current().pid()),
                configuration.number(
                        "maxBytes",
                        SyslogFormat.LEAST_MAX_BYTES,
                        udp ? MOST_DATAGRAM_BYTES : MOST_BYTES,
                        udp ? 2048 : 8192));
    }

    /** RFC 5424 section 6: printable ASCII without spaces. */
    private static String word(SinkConfiguration configuration, String name, String otherwise, int longest) {
        String word = configuration.text(name).orElse(otherwise);
        if (!isWord(word, longest)) {
            throw configuration.refused(
                    "wants 1 to " + longest + " printable ASCII characters without spaces as its setting " + name);
        }
        return word;
    }

    private static boolean isWord(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static String thisMachine() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return isWord(name, LONGEST_HOSTNAME) ? name : "-";
        } catch (UnknownHostException e) {
            return "-"; // RFC 5424, NILVALUE
        }
    }

    private static SSLSocketFactory trust(SinkConfiguration configuration) {
        if (configuration.text("ca").isEmpty()) {
            return Trust.ofThisJava();
        }
        try {
            return Trust.in(Path.of(configuration.required("ca")));
        } catch (IOException e) {
            throw new AuditSinkException(
                    "the authorities of the audit sink '" + configuration.sink() + "' cannot be read (" + e.getMessage()
                            + "); see to the file that its setting ca names",
                    e);
        }
    }
}
