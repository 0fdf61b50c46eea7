package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** The content of an XML element that holds text alone. */
final class Element {

    private static final int LONGEST = 1 << 13;
    private static final String VALUE = "<value>";
    private static final String CDATA = "<![cdata[";
    private static final String CDATA_END = "]]>";

    private Element() {}

    /** The text between a start tag that ends at an index and the end tag, or null when something else follows. */
    static @Nullable Value content(Text text, int start) {
        int from = behindValueTag(text, spaceEnd(text, start));
        if (text.startsWithIgnoringCase(CDATA, from)) {
            int end = text.indexOf(CDATA_END, from + CDATA.length());
            return end < 0 ? null : new Value(from + CDATA.length(), end, true);
        }
        int end = from;
        while (text.charAt(end) != '<') {
            if (end - from > LONGEST || !text.has(end)) {
                return null;
            }
            end++;
        }
        if (text.charAt(end + 1) != '/') {
            return null;
        }
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return end > from ? new Value(from, end, true) : null;
    }

    /** {@code <Password><Value>x</Value>}: the value stands in an element of its own. */
    private static int behindValueTag(Text text, int from) {
        return text.startsWithIgnoringCase(VALUE, from) ? spaceEnd(text, from + VALUE.length()) : from;
    }

    private static int spaceEnd(Text text, int from) {
        int i = from;
        while (text.charAt(i) <= ' ' && text.has(i) && i - from < LONGEST) {
            i++;
        }
        return i;
    }
}
