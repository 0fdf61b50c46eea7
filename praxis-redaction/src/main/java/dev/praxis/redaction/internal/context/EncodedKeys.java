package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Private keys in Base64 without a line that says so: a file with PEM blocks that was encoded once more (kubeconfig, Talos), and the
 * bodies of PKCS #8 (RFC 5958), PKCS #1 (RFC 8017), SEC 1 (RFC 5915) and OpenSSH keys, which all start alike.
 */
public final class EncodedKeys implements Detector {

    private static final int SHORTEST = 40;
    private static final int WRAPPED = 48;
    private static final int LONGEST_BREAK = 64;
    /** How much of a file before its first block is looked at. */
    private static final int LONGEST_START = 1 << 11;

    private static final Alphabet UNPADDED = Alphabet.BASE64URL.plus(Alphabet.of("+/"));
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
                EncodedPem.ANCHORS.get(0),
                EncodedPem.ANCHORS.get(1),
                EncodedPem.ANCHORS.get(2),
                EncodedPem.PUTTY_ANCHOR,
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
        if (EncodedPem.isAnchor(text, start)) {
            return file(text, start, end, found);
        }
        if (BASE64.has(text.charAt(start - 1)) && text.charAt(start - 1) != '=') {
            return end;
        }
        if (!isBody(text, start)) {
            return end;
        }
        int keyEnd = wrappedEnd(text, start);
        if (keyEnd - start >= SHORTEST) {
            found.add(start, keyEnd);
        }
        return keyEnd;
    }

    /** A file with a private key anywhere in it; what the file has before its first block goes as well. */
    private static int file(Text text, int start, int end, Spans found) {
        int fileEnd = wrappedEnd(text, start);
        if (!EncodedPem.holdsKey(text, start, fileEnd)) {
            text.settle();
            return Math.max(end, fileEnd);
        }
        int fileStart = UNPADDED.runStart(text, start, Math.max(0, start - LONGEST_START));
        boolean escaped = text.charAt(fileStart - 1) == '\\' && fileStart < start; // \nLS0t
        found.add(escaped ? fileStart + 1 : fileStart, fileEnd);
        return Math.max(end, fileEnd);
    }

    @Override
    public Tail tail(Text text, int start, int end) {
        return new KeyTail();
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
        int width = 0;
        while (true) {
            int end = BASE64.runEnd(text, line);
            if (end - line < width || text.charAt(end - 1) == '=') {
                return end; // the last line is the one that is not full
            }
            width = end - line;
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
