package dev.praxis.redaction.internal.engine;

import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What can stand in the middle of a secret without being seen or meant: control sequences of a terminal (ECMA-48), characters
 * without width, and the backslash and line feed of a line that goes on. Where one is met, the line is searched once more
 * without them, and what is found across one is found.
 */
final class Interruptions {

    private static final char ESCAPE = '\u001b';
    private static final int BEFORE = 512;
    private static final int AFTER = 4096;
    private static final int LONGEST_SEQUENCE = 64;
    private static final String CONTROL_START = ESCAPE + "[";
    private static final List<String> CONTINUED = List.of("\\\n", "\\\r\n");

    /** Soft hyphen, zero width space, joiners and marks of direction, word joiner, byte order mark. */
    private static final String NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff";

    private static final List<String> INVISIBLE = invisible();

    /** What one of them can start with: most text that is not in ASCII does not. */
    private static final String FIRST =
            INVISIBLE.stream().map(one -> one.substring(0, 1)).distinct().collect(Collectors.joining());

    private Interruptions() {}

    static List<String> anchors() {
        List<String> anchors = new ArrayList<>(INVISIBLE);
        anchors.add(CONTROL_START);
        anchors.addAll(CONTINUED);
        return anchors;
    }

    /** The characters themselves, and their bytes in UTF-8, each read as a character. */
    private static List<String> invisible() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < NO_WIDTH.length(); i++) {
            String one = String.valueOf(NO_WIDTH.charAt(i));
            all.add(one);
            all.add(new String(one.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    /** Searches the line around an interruption; gives the index before which no other need be looked at. */
    static int find(Engine engine, Text text, int start, Spans found) {
        int from = start;
        while (from > 0 && start - from < BEFORE && text.charAt(from - 1) != '\n') {
            from--;
        }
        StringBuilder line = new StringBuilder();
        int[] places = new int[BEFORE + AFTER + 1];
        int i = from;
        while (text.has(i) && i - start < AFTER) {
            int length = length(text, i);
            if (length > 0) {
                i += length;
            } else if (text.charAt(i) == '\n') {
                break;
            } else {
                places[line.length()] = i;
                line.append(text.charAt(i));
                i++;
            }
        }
        search(engine, text, line.toString(), places, found);
        return i;
    }

    private static void search(Engine engine, Text text, String line, int[] places, Spans found) {
        Scan scan = engine.borrow();
        try {
            scan.inner = true;
            scan.credit = (long) Engine.READS_PER_CHARACTER * (BEFORE + AFTER);
            long before = scan.window.steps();
            engine.search(line, scan);
            text.charge(scan.window.steps() - before);
            for (int i = 0; i < scan.spans.size(); i++) {
                int first = scan.spans.start(i);
                int last = scan.spans.end(i) - 1;
                if (last >= first && places[last] - places[first] > last - first) {
                    int base = text.base();
                    found.addAbsolute(base + places[first], base + places[last] + 1, scan.spans.rule(i));
                }
            }
        } finally {
            engine.giveBack(scan);
        }
    }

    /** How long the interruption is that starts at an index; 0 when none does. */
    private static int length(Text text, int index) {
        char c = text.charAt(index);
        if (c == ESCAPE) {
            return text.charAt(index + 1) == '[' ? controlSequence(text, index) : 0;
        }
        if (c == '\\') {
            return longest(text, index, CONTINUED);
        }
        return c > '~' && FIRST.indexOf(c) >= 0 ? longest(text, index, INVISIBLE) : 0;
    }

    /** A marker of ours behind an escape that was there is none, though it starts as one does. */
    private static int controlSequence(Text text, int index) {
        if (Markers.after(text, index + 1) > index + 1) {
            return 0;
        }
        int i = index + CONTROL_START.length();
        while (i - index < LONGEST_SEQUENCE && text.charAt(i) >= ' ' && text.charAt(i) < '@') {
            i++;
        }
        return text.charAt(i) >= '@' && text.charAt(i) <= '~' ? i + 1 - index : 0;
    }

    private static int longest(Text text, int index, List<String> any) {
        int longest = 0;
        for (String one : any) {
            if (one.length() > longest && text.startsWith(one, index)) {
                longest = one.length();
            }
        }
        return longest;
    }
}
