package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** The value of an HTTP header in running text. */
public final class HeaderValue {

    /** An array, since to walk a list costs time, and every name is asked. */
    private static final String[] HEADERS = {
        "authorization", "cookie", "set-cookie", "proxy-authorization", "x-authorization"
    };

    private static final String MAP = "map[";
    private static final int LONGEST_LOOK = 1 << 9;
    private static final int LONGEST_SETTING = 12;
    private static final Alphabet LOWER = Alphabet.range('a', 'z');
    private static final Alphabet NAME = Alphabet.BASE64URL;

    private HeaderValue() {}

    /** Whether two strings that follow each other are the name of such a header and a value with credentials. */
    public static boolean isCredentials(String name, String value) {
        Text names = new Text(name);
        return isNamed(names, 0, name.length()) && isCredentials(new Text(value), 0, value.length());
    }

    /** A scheme and what it needs, or the pairs of a cookie; the name of the next header in a list of names is neither. */
    static boolean isCredentials(Text text, int start, int end) {
        boolean pair = false;
        for (int i = start + 1; i < end; i++) {
            pair |= text.charAt(i) == '=';
        }
        return (pair || HttpCredentials.isScheme(text, start)) && !Placeholders.has(text, start, end);
    }

    /** {@code authorization: rbac}: one word of a configuration, which is no value of a header. */
    static boolean isSetting(Text text, Value value) {
        return LOWER.runEnd(text, value.start()) >= value.end() && value.end() - value.start() <= LONGEST_SETTING;
    }

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
        int printed = mapEnd(text, start, name);
        return printed > start
                ? new Value(text.charAt(start) == '[' ? start + 1 : start, printed, false)
                : new Value(start, lineEnd(text, start), false);
    }

    /** Where the value ends in headers as Go prints them, {@code map[Accept:[a] Cookie:[b]]}; the start when it is none of those. */
    private static int mapEnd(Text text, int start, Name name) {
        int line = name.start();
        while (line > 0
                && name.start() - line < LONGEST_LOOK
                && text.charAt(line - 1) != '\n'
                && !text.startsWith(MAP, line)) {
            line--;
        }
        if (!text.startsWith(MAP, line) || text.charAt(start - 1) != ':') {
            return start;
        }
        int i = start;
        while (text.has(i) && text.charAt(i) >= ' ' && text.charAt(i) != ']') {
            int next = text.charAt(i) == ' ' ? NAME.runEnd(text, i + 1) : i;
            if (text.charAt(start) != '[' && next > i + 1 && text.charAt(next) == ':') {
                return i;
            }
            i++;
        }
        return i;
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
