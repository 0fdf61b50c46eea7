package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passwords behind the flags of certain tools, in running text: {@code mysql -pPASSWORD}, {@code curl -u user:PASSWORD}.
 * The tool must stand before its flag in the same command.
 */
public final class ToolPasswords implements Detector {

    private static final int LONGEST_COMMAND = 1 << 13;
    private static final int LONGEST_TOOL = 200;

    @Override
    public String id() {
        return "tool-password";
    }

    @Override
    public List<String> anchors() {
        return ToolTable.FLAGS.stream()
                .map(ToolFlag::tool)
                .distinct()
                .map(tool -> ToolTable.isWord(tool) ? tool + " " : tool)
                .toList();
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start) || text.charAt(end) == '/' || isLong(text, start)) {
            return end;
        }
        ToolsSeen tools = new ToolsSeen();
        if (!tools.look(text, start, Arguments.end(text, start))) {
            return end;
        }
        return walk(text, Arguments.end(text, start), tools, found);
    }

    /** Whether the word at an index is longer than any tool with its path, so that its end is not worth looking for. */
    private static boolean isLong(Text text, int start) {
        int i = start;
        while (i - start < LONGEST_TOOL && text.charAt(i) > ' ') {
            i++;
        }
        return i - start == LONGEST_TOOL;
    }

    /** Goes through the arguments behind a tool, and says where its command ends. */
    private static int walk(Text text, int from, ToolsSeen tools, Spans found) {
        int i = from;
        while (i - from < LONGEST_COMMAND && text.has(i) && !Arguments.endsCommand(text, i)) {
            if (text.charAt(i) <= ' ' || !Arguments.startsAt(text, i) || Quotes.isQuote(text.charAt(i))) {
                i++;
                continue;
            }
            int end = Math.max(i + 1, Arguments.end(text, i));
            @Nullable Value value = valueAt(text, i, end, tools);
            if (value != null) {
                found.add(value.start(), value.end());
            }
            i = value == null ? behindFlag(text, i, end) : Math.max(end, value.end());
        }
        return i;
    }

    /** The index after an argument, and after the value of a flag that takes no secret and is no argument by itself. */
    private static int behindFlag(Text text, int start, int end) {
        int next = Flags.tellsAbout(text, start, end) ? Arguments.next(text, end) : -1;
        boolean valued = next >= 0 && !Quotes.isQuote(text.charAt(next)) && text.charAt(next) != '-';
        return valued ? Arguments.end(text, next) : end;
    }

    /** The secret that the argument between two indexes is, holds or announces, or null. */
    private static @Nullable Value valueAt(Text text, int start, int end, ToolsSeen tools) {
        char first = text.charAt(start);
        if (first == '-') {
            return tools.atFlag(text, start, end, Arguments.next(text, end));
        }
        boolean tool = tools.look(text, start, end);
        if (first == '/' && !tool) {
            @Nullable Value flagged = tools.atFlag(text, start, end, Arguments.next(text, end));
            return flagged == null ? tools.atPlace(text, Value.at(text, start)) : flagged;
        }
        return tool ? null : tools.atPlace(text, Value.at(text, startOfQuote(text, start)));
    }

    private static int startOfQuote(Text text, int start) {
        int quote = start - 1;
        return Quotes.isQuote(text.charAt(quote)) ? quote - Quotes.escapes(text, quote) : start;
    }
}
