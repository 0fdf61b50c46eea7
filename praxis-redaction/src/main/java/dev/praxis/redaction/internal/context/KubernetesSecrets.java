package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values under {@code data} and {@code stringData} of a Kubernetes Secret in YAML, whatever their names. The kind may
 * stand before the data or after it, in the same document.
 */
public final class KubernetesSecrets implements Detector {

    private static final int LONGEST_DOCUMENT = 1 << 12;
    private static final int LONGEST_LOOK_BACK = 2000;
    private static final String KIND = "kind: Secret";
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_-./"));

    @Override
    public String id() {
        return "kubernetes-secret";
    }

    @Override
    public List<String> anchors() {
        return List.of("data:\n", "data:\r\n", "data: \n");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int name = Alphabet.ALNUM.runStart(text, start, Math.max(0, start - 16));
        boolean data = Ascii.equalsFolded("data", text, name, start + 4) || text.startsWith("stringData", name);
        int line = BLANK.runStart(text, name, Math.max(0, name - Name.LONGEST));
        boolean startsLine = text.charAt(line - 1) == '\n' || text.charAt(line - 1) == Text.NONE;
        if (!data || !startsLine || !(isSecretBefore(text, line) || isSecretAfter(text, end))) {
            return end;
        }
        return members(text, end, name - line, found);
    }

    private static boolean isSecretBefore(Text text, int line) {
        for (int i = line - 1; line - i < LONGEST_LOOK_BACK && text.charAt(i) != Text.NONE; i--) {
            if (text.charAt(i) == '-' && text.startsWith("---", i) && text.charAt(i - 1) == '\n') {
                return false;
            }
            if (isKind(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSecretAfter(Text text, int from) {
        for (int i = from; i - from < LONGEST_DOCUMENT && text.has(i); i++) {
            if (text.charAt(i) == '-' && text.startsWith("---", i) && text.charAt(i - 1) == '\n') {
                return false;
            }
            if (isKind(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKind(Text text, int i) {
        return text.charAt(i) == 'k' && text.startsWith(KIND, i) && text.charAt(i + KIND.length()) <= ' ';
    }

    /** Hides the values of the members that are indented more deeply than their parent; says where they end. */
    private static int members(Text text, int from, int parent, Spans found) {
        int line = from;
        while (text.has(line)) {
            int name = BLANK.runEnd(text, line);
            int nameEnd = NAME.runEnd(text, name);
            if (name - line <= parent || nameEnd == name || text.charAt(nameEnd) != ':') {
                return line;
            }
            int value = BLANK.runEnd(text, nameEnd + 1);
            int end = lineEnd(text, value);
            char first = text.charAt(value);
            if (first == '|' || first == '>') {
                @Nullable Value block = BlockScalar.linesBehind(text, end, name - line);
                if (block != null) {
                    found.add(block.start(), block.end());
                    end = lineEnd(text, block.end());
                }
            } else if (value < end) {
                Value scalar = Value.at(text, value);
                boolean none = Placeholders.has(text, scalar.start(), scalar.end());
                int scalarEnd = scalar.quoted() ? scalar.end() : trimmed(text, scalar.start(), end);
                found.add(scalar.start(), none ? scalar.start() : scalarEnd);
            }
            line = text.charAt(end) == '\r' ? end + 2 : end + 1;
        }
        return line;
    }

    private static int trimmed(Text text, int start, int end) {
        int i = end;
        while (i > start && text.charAt(i - 1) <= ' ') {
            i--;
        }
        return i;
    }

    private static int lineEnd(Text text, int from) {
        int i = from;
        while (text.has(i) && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }
}
