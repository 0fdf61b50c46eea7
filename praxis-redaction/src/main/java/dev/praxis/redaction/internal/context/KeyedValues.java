package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values behind a key that names a secret: {@code key=value}, {@code key: value}, {@code "key": "value"}, and HTTP
 * headers with credentials, of which the whole value goes. The key stays.
 */
public final class KeyedValues implements Detector {

    private static final Set<String> HEADERS =
            Set.of("authorization", "proxy-authorization", "x-authorization", "cookie", "set-cookie");
    private static final Set<String> NO_VALUE = Set.of("true", "false", "null", "none", "nil", "undefined");
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet ASSIGNS = Alphabet.of(":?+"); // :=, ::=, ?=, +=
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet NAME = Alphabet.BASE64URL.plus(Alphabet.of("."));

    @Override
    public String id() {
        return "keyed-value";
    }

    @Override
    public List<String> anchors() {
        return SecretNames.ANCHORS;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int separator = separator(text, NAME.runEnd(text, end));
        return separator < 0 ? end : Math.max(end, hide(text, separator, found));
    }

    /** The separator behind a key that ends at an index, or -1. */
    private static int separator(Text text, int keyEnd) {
        int quote = Quotes.opening(text, keyEnd);
        int close = quote < 0 ? keyEnd : quote + 1;
        int i = BLANK.runEnd(text, text.charAt(close) == ']' ? close + 1 : close);
        while (ASSIGNS.has(text.charAt(i)) && (text.charAt(i + 1) == '=' || ASSIGNS.has(text.charAt(i + 1)))) {
            i++;
        }
        return text.charAt(i) == ':' || text.charAt(i) == '=' ? i : -1;
    }

    /** Hides the value behind a separator if its key names a secret, and says where to go on. */
    private static int hide(Text text, int separator, Spans found) {
        if (isOperator(text, separator)) {
            return separator;
        }
        boolean assignment = text.charAt(separator) == '=';
        int keyEnd = assignment ? ASSIGNS.runStart(text, separator, 0) : separator;
        @Nullable Key key = Key.before(text, keyEnd);
        if (key == null || (!assignment && text.startsWith("://", key.start() - 3))) {
            return separator; // the user of a URL, which UrlCredentials reads
        }
        String name = key.in(text);
        int start = valueStart(text, separator, key);
        @Nullable Value value = null;
        if (HEADERS.contains(name.toLowerCase(Locale.ROOT)) && text.has(start) && text.charAt(start) != '{') {
            value = HeaderValue.at(text, start, key);
        } else if (isSecret(text, key, name, assignment)) {
            value = secret(text, start, key, assignment);
        }
        if (value == null) {
            return separator;
        }
        found.add(value.start(), value.end());
        return value.end();
    }

    /** {@code ::}, {@code ://}, {@code :=} (whose second half is the separator), {@code ==}, {@code !=} and the like. */
    private static boolean isOperator(Text text, int separator) {
        char before = separator == 0 ? ' ' : text.charAt(separator - 1);
        char after = !text.has(separator + 1) ? ' ' : text.charAt(separator + 1);
        if (text.charAt(separator) == ':') {
            return before == ':' || after == ':' || after == '=' || text.startsWith("//", separator + 1);
        }
        return "=!<>~".indexOf(before) >= 0 || text.startsWith("= ", separator + 1);
    }

    private static int valueStart(Text text, int separator, Key key) {
        int after = separator + 1;
        if (text.startsWith("=>", separator)) {
            after++;
        }
        int start = BLANK.runEnd(text, after);
        if (key.quoted()) {
            int nextLine = SPACE.runEnd(text, start);
            return Quotes.opening(text, nextLine) >= 0 ? nextLine : start;
        }
        return start;
    }

    private static boolean isSecret(Text text, Key key, String name, boolean assignment) {
        if (name.equalsIgnoreCase("pass") && !key.quoted() && !assignment) {
            return false; // "PASS: 12" is the result of a test
        }
        String full = name.equalsIgnoreCase("key") ? key.wordBefore(text) + "_key" : name;
        return SecretNames.isSecret(full);
    }

    private static @Nullable Value secret(Text text, int start, Key key, boolean assignment) {
        if (!text.has(start) || text.charAt(start) == '\n' || text.charAt(start) == '\r') {
            return null;
        }
        char first = text.charAt(start);
        if (!assignment && first == '{') {
            return null; // an object, whose own members are looked at
        }
        if (!assignment && first == '[' && Markers.after(text, start) == start) {
            int close = arrayEnd(text, start);
            if (close > start) {
                return new Value(start, close);
            }
        }
        if (!assignment && (first == '|' || first == '>')) {
            @Nullable Value block = BlockScalar.at(text, start, key);
            if (block != null) {
                return block;
            }
        }
        return plain(text, start, key, assignment);
    }

    private static @Nullable Value plain(Text text, int start, Key key, boolean assignment) {
        if (isWorkingDirectory(key.in(text), text.charAt(start))) {
            return null; // before its end is looked for, which would be looked for again behind every colon in it
        }
        Value value = Value.at(text, start);
        boolean quoted = value.start() > start;
        if (quoted) {
            return value;
        }
        String word = text.substring(value.start(), Math.min(value.end(), value.start() + 10));
        if (NO_VALUE.contains(word.toLowerCase(Locale.ROOT))) {
            return null;
        }
        if (assignment) {
            return value;
        }
        int typed = BLANK.runEnd(text, value.end());
        if (typed > value.end() && text.startsWith("= ", typed)) {
            return Value.at(text, BLANK.runEnd(text, typed + 1)); // password: str = "…"
        }
        return key.quoted() || !key.startsLine(text) ? value : wholeLine(text, value);
    }

    /** A YAML scalar may have spaces; it is taken whole unless more pairs follow on its line. */
    private static Value wholeLine(Text text, Value value) {
        for (int i = value.end(); text.has(i); i++) {
            char c = text.charAt(i);
            if (c == '=' || c == ':' || Quotes.isQuote(c)) {
                return value;
            }
            if (c == '\n' || c == '\r') {
                return new Value(value.start(), i);
            }
        }
        return new Value(value.start(), text.length());
    }

    private static boolean isWorkingDirectory(String name, char first) {
        return (name.equals("PWD") || name.equals("OLDPWD")) && (first == '/' || first == '~');
    }

    /** The end of an array of scalars, or the start when there is none. */
    private static int arrayEnd(Text text, int start) {
        for (int i = start + 1; text.has(i); i++) {
            char c = text.charAt(i);
            if (c == ']') {
                return i + 1;
            }
            if (c == '{' || c == '[') {
                return start;
            }
        }
        return start;
    }
}
