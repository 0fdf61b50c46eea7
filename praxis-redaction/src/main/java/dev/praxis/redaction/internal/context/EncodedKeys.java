package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Private keys in Base64 without a line that says so: a PEM file that was encoded once more (kubeconfig, Talos), and the
 * bodies of PKCS #8 (RFC 5958), PKCS #1 (RFC 8017), SEC 1 (RFC 5915) and OpenSSH keys, which all start alike.
 */
public final class EncodedKeys implements Detector {

    private static final String ENCODED_PEM = "LS0tLS1CRUdJTi";
    private static final int DECODED = 96;
    private static final int SHORTEST = 40;
    private static final int WRAPPED = 48;
    private static final int LONGEST_BREAK = 64;
    private static final Alphabet BASE64 = Alphabet.ALNUM.plus(Alphabet.of("+/=_-"));

    /** What stands behind the length of the outer structure. */
    private static final List<String> BODIES = List.of("IBAAKC", "IBADAN", "AgEAMB", "AgEAMA", "IBAAKB");

    private static final List<String> STARTS = List.of(
            "MHcCAQEEI",
            "MIGkAgEBBD",
            "MIHcAgEBBE",
            "MC4CAQAwBQYDK2Vw",
            "MC4CAQAwBQYDK2Vu",
            "MIGHAgEAMBMG",
            "MIG2AgEAMBAG",
            "MIHuAgEAMBAG",
            "b3BlbnNzaC1rZXktdjEA");

    @Override
    public String id() {
        return "encoded-private-key";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "ls0tls1crudjti",
                "mii",
                "mhccaqeei",
                "migkagebbd",
                "mihcagebbe",
                "mc4caqawbqydk2v",
                "mighagea",
                "mig2agea",
                "mihuagea",
                "b3blbnnzac1rzxktdje");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (BASE64.has(text.charAt(start - 1)) && text.charAt(start - 1) != '=') {
            return end;
        }
        boolean key = text.startsWith(ENCODED_PEM, start) ? isPrivatePem(text, start) : isBody(text, start);
        if (!key) {
            return end;
        }
        int keyEnd = wrappedEnd(text, start);
        if (keyEnd - start >= SHORTEST) {
            found.add(start, keyEnd);
        }
        return keyEnd;
    }

    @Override
    public Tail tail(Text text, int start, int end) {
        return new KeyTail();
    }

    private static boolean isPrivatePem(Text text, int start) {
        int length = Math.min(BASE64.runEnd(text, start) - start, DECODED) / 4 * 4;
        String head = text.substring(start, start + length).replaceAll("=+$", "");
        try {
            byte[] decoded = Base64.getDecoder().decode(head.substring(0, head.length() / 4 * 4));
            return new String(decoded, StandardCharsets.US_ASCII).contains("PRIVATE");
        } catch (IllegalArgumentException e) {
            return true; // no certificate, then
        }
    }

    private static boolean isBody(Text text, int start) {
        for (String known : STARTS) {
            if (text.startsWith(known, start)) {
                return true;
            }
        }
        if (!text.startsWith("MII", start)) {
            return false;
        }
        for (String body : BODIES) {
            if (text.startsWith(body, start + 6)) {
                return true;
            }
        }
        return false;
    }

    /** The end of Base64 that may be wrapped at the ends of lines. */
    private static int wrappedEnd(Text text, int start) {
        int line = start;
        while (true) {
            int end = BASE64.runEnd(text, line);
            int next = breakEnd(text, end);
            int nextEnd = next > end ? BASE64.runEnd(text, next) : next;
            char after = text.charAt(nextEnd);
            if (end - line < WRAPPED || nextEnd == next || after == ':' || nextEnd - next < 4) {
                return end;
            }
            line = next;
        }
    }

    private static int breakEnd(Text text, int from) {
        int i = from;
        boolean line = false;
        while (i - from < LONGEST_BREAK) {
            char c = text.charAt(i);
            boolean escaped = c == '\\' && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == 'r');
            if (!escaped && c != '\n' && c != '\r' && c != ' ' && c != '\t') {
                break;
            }
            line |= escaped || c == '\n';
            i += escaped ? 2 : 1;
        }
        return line ? i : from;
    }
}
