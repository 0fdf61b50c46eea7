package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** The value of an HTTP header in running text. */
final class HeaderValue {

    private static final List<String> HEADERS =
            List.of("authorization", "cookie", "set-cookie", "proxy-authorization", "x-authorization");

    private HeaderValue() {}

    /** Whether a header of the name between two indexes holds credentials in all of its value. */
    static boolean isNamed(Text text, int start, int end) {
        for (String header : HEADERS) {
            if (Ascii.equalsFolded(header, text, start, end)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The whole value: to the closing quote when it is quoted or the header is ({@code -H 'Cookie: …'}), otherwise to
     * the end of the line. Quoted parameters inside it ({@code Digest username="…"}) belong to it.
     */
    static Value at(Text text, int start, Name name, boolean quotedName) {
        int quote = Quotes.opening(text, start);
        if (quote >= 0) {
            return Value.at(text, start);
        }
        int open = quotedName ? -1 : name.openQuote(text);
        if (open >= 0) {
            int end = Quotes.contentEnd(text, open, Quotes.escapes(text, open));
            return new Value(start, Math.max(start, end), true);
        }
        return new Value(start, lineEnd(text, start), false);
    }

    private static int lineEnd(Text text, int start) {
        boolean parameter = false;
        int i = start;
        while (text.has(i)) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return i;
            }
            if (c == '\\' && !parameter && "nr".indexOf(text.charAt(i + 1)) >= 0 && text.charAt(i - 1) != '\\') {
                return i; // the line feed of a header in a string
            }
            if (c == '"') {
                if (!parameter && text.charAt(i - 1) != '=') {
                    return i - Math.min(i - start, Quotes.escapes(text, i));
                }
                parameter = !parameter;
            }
            i++;
        }
        return i;
    }
}
