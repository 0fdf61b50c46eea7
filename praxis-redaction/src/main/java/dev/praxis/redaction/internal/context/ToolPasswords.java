package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passwords behind the flags of certain tools, in running text: {@code mysql -pPASSWORD}, {@code curl -u user:PASSWORD}.
 * The tool must stand before its flag on the same line, in the same part of a pipeline.
 */
public final class ToolPasswords implements Detector {

    private static final Alphabet NAME = Alphabet.BASE64URL;

    @Override
    public String id() {
        return "tool-password";
    }

    @Override
    public List<String> anchors() {
        return PasswordFlag.STANDARD.stream().map(PasswordFlag::tool).distinct().toList();
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        ToolsSeen tools = new ToolsSeen();
        int i = start;
        while (text.has(i)) {
            char c = text.charAt(i);
            int next = i + 1;
            if (c == '-' && !tools.flags().isEmpty() && Arguments.startsAt(text, i)) {
                next = Math.max(next, hide(text, i, tools, found));
            } else if (endsCommand(text, i, c)) {
                return i;
            } else if (Alphabet.ALNUM.has(c) && Boundary.before(text, i)) {
                tools.look(text, i);
            }
            i = next;
        }
        return i;
    }

    /** Hides the secret behind a flag that starts at an index, if it is one that counts, and says where to go on. */
    private static int hide(Text text, int index, ToolsSeen tools, Spans found) {
        int end = NAME.runEnd(text, index);
        for (PasswordFlag flag : tools.flags()) {
            int start = flag.takesNext(text, index, end) ? Arguments.next(text, end) : -1;
            start = start < 0 ? flag.gluedValue(text, index) : start;
            if (start < 0 || !text.has(start)) {
                continue;
            }
            Value value = Value.at(text, start);
            @Nullable Value secret = flag.secretIn(text, value);
            if (secret != null) {
                found.add(secret.start(), secret.end());
            }
            return value.end();
        }
        return index;
    }

    /** A separator inside a word ({@code ?a=1&b=2}) is most likely none. */
    private static boolean endsCommand(Text text, int i, char c) {
        if (c == '\n') {
            return i == 0 || text.charAt(i - 1) != '\\';
        }
        if (c != ';' && c != '|' && c != '&') {
            return false;
        }
        return !text.has(i + 1) || text.charAt(i + 1) <= ' ' || text.charAt(i + 1) == c;
    }
}
