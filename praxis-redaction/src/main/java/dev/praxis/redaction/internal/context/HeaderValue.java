package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;

/** The value of an HTTP header in running text. */
final class HeaderValue {

    private HeaderValue() {}

    /**
     * The whole value: to the closing quote when it is quoted or the header is ({@code -H 'Cookie: …'}), otherwise to
     * the end of the line. Quoted parameters inside it ({@code Digest username="…"}) belong to it.
     */
    static Value at(Text text, int start, Key key) {
        int quote = Quotes.opening(text, start);
        if (quote >= 0) {
            return Value.at(text, start);
        }
        int open = key.openQuote(text);
        if (open >= 0) {
            int escapes = 0;
            while (open - escapes > 0 && text.charAt(open - escapes - 1) == '\\') {
                escapes++;
            }
            return new Value(start, Math.max(start, Quotes.contentEnd(text, open, escapes)));
        }
        return new Value(start, lineEnd(text, start));
    }

    private static int lineEnd(Text text, int start) {
        boolean parameter = false;
        for (int i = start; text.has(i); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return i;
            }
            if (c == '"') {
                if (!parameter && text.charAt(i - 1) != '=') {
                    int end = i;
                    while (end > start && text.charAt(end - 1) == '\\') {
                        end--;
                    }
                    return end;
                }
                parameter = !parameter;
            }
        }
        return text.length();
    }
}
