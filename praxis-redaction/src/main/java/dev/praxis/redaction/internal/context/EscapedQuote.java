package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** Quotes and separators as HTML, URLs and JSON within JSON spell them: {@code %22}, {@code %3D}. */
final class EscapedQuote {

    private static final List<String> QUOTES =
            List.of("&quot;", "&#34;", "&#39;", "&apos;", "%22", "%27", "\\u0022", "\\u0027");
    private static final List<String> OPERATORS = List.of("%3d", "%3a", "\\u003d", "&#61;");
    private static final List<String> ENDS = List.of("\\u0026", "&quot;", "&amp;", "&lt;");
    private static final List<String> ENCODED_ENDS = List.of("%26", "%22", "%20", "%0a", "%7d", "%2c");
    private static final int ENCODED = "%3d".length();

    private EscapedQuote() {}

    /** The index behind a quote so spelt at an index, or that index when there is none. */
    static int end(Text text, int index) {
        return endOf(QUOTES, text, index);
    }

    /** The index behind a separator so spelt. */
    static int operatorEnd(Text text, int index) {
        return endOf(OPERATORS, text, index);
    }

    /** Whether a spelling at an index ends a value without quotes that starts at another. */
    static boolean endsValue(Text text, int start, int index) {
        return endOf(ENDS, text, index) > index || (isEncoded(text, start) && endOf(ENCODED_ENDS, text, index) > index);
    }

    /** Whether what stands before a value is percent-encoded, so that the value is, too. */
    private static boolean isEncoded(Text text, int start) {
        int before = start - ENCODED;
        return text.charAt(before) == '%' && (operatorEnd(text, before) == start || end(text, before) == start);
    }

    private static int endOf(List<String> spellings, Text text, int index) {
        if ("&%\\".indexOf(text.charAt(index)) < 0) {
            return index;
        }
        for (String spelling : spellings) {
            if (text.startsWithIgnoringCase(spelling, index)) {
                return index + spelling.length();
            }
        }
        return index;
    }
}
