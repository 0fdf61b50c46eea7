package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The password in {@code net use [device] \\\\host\share PASSWORD /user:name} and {@code net user name PASSWORD}, as Windows has
 * them: the only arguments that have neither a flag nor a place that is always the same.
 */
public final class NetUse implements Detector {

    private static final int LONGEST_COMMAND = 512;
    private static final Alphabet BLANK = Alphabet.of(" \t");

    @Override
    public String id() {
        return "net-use";
    }

    @Override
    public List<String> anchors() {
        return List.of("net use ", "net user ");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start)) {
            return end;
        }
        boolean user = Ascii.lower(text.charAt(end - 2)) == 'r';
        boolean known = false; // whose password comes next
        int i = BLANK.runEnd(text, end);
        while (i - end < LONGEST_COMMAND && text.charAt(i) > ' ' && text.charAt(i) != '|' && text.charAt(i) != '&') {
            int argumentEnd = argumentEnd(text, i);
            if (text.charAt(i) != '/') {
                if (known) {
                    add(text, i, argumentEnd, found);
                    return argumentEnd;
                }
                known = user || text.charAt(i) == '\\';
            }
            i = BLANK.runEnd(text, argumentEnd);
        }
        return end;
    }

    private static int argumentEnd(Text text, int start) {
        boolean quoted = text.charAt(start) == '"';
        int i = start + 1;
        while (quoted ? text.charAt(i) >= ' ' && text.charAt(i) != '"' : text.charAt(i) > ' ') {
            i++;
        }
        return quoted && text.charAt(i) == '"' ? i + 1 : i;
    }

    private static void add(Text text, int start, int end, Spans found) {
        int from = text.charAt(start) == '"' ? start + 1 : start;
        int to = from > start && end > from && text.charAt(end - 1) == '"' ? end - 1 : end;
        if (!Placeholders.has(text, from, to) && !Prose.isFunctionWord(text, from, to)) {
            found.add(from, to);
        }
    }
}
