package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values below a name that stands for all of them: a list, a scalar or members below {@code passwords:} in YAML, the members
 * of {@code [secrets]} in INI and TOML. Since names of secrets and their settings stand there as well, each has to look like a
 * secret.
 */
public final class NestedSecrets implements Detector {

    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 1 << 12;
    private static final int SHORTEST = 6;
    private static final int SHORTEST_RANDOM = 12;
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet KEY = Alphabet.BASE64URL.plus(Alphabet.of("."));
    private static final WordTable PUBLIC = new WordTable.Builder()
            .add(1, "user username login email host hostname region zone version kind driver provider backend engine")
            .build();

    @Override
    public String id() {
        return "nested-secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "password:",
                "passwords:",
                "passwd:",
                "passphrase:",
                "passphrases:",
                "secrets:",
                "tokens:",
                "passwords]",
                "secrets]",
                "tokens]");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int behind = BLANK.runEnd(text, end);
        if (!Lines.ends(text.charAt(behind)) || !text.has(behind)) {
            return end;
        }
        int nameStart = KEY.runStart(text, start, Math.max(0, start - Name.LONGEST));
        boolean section = text.charAt(end - 1) == ']';
        int open = section ? BLANK.runStart(text, nameStart, Math.max(0, nameStart - 2)) - 1 : nameStart;
        Name name = new Name(open, end - 1, NameStrength.STRONG, NameStrength.STRONG, false);
        boolean named = SecretNames.strength(text, nameStart, end - 1) == NameStrength.STRONG;
        if (!named || !name.startsLine(text) || (section && text.charAt(open) != '[')) {
            return end;
        }
        if (section) {
            members(text, Lines.next(text, behind), found);
        } else {
            items(text, Lines.next(text, behind), name, found);
        }
        return end;
    }

    /** The pairs of a section, up to the next one. */
    private static void members(Text text, int from, Spans found) {
        int line = from;
        for (int lines = 0; lines < MOST_LINES && text.has(line); lines++) {
            int key = BLANK.runEnd(text, line);
            int keyEnd = KEY.runEnd(text, key);
            int sign = BLANK.runEnd(text, keyEnd);
            char first = text.charAt(key);
            if (first == '[') {
                return;
            }
            if (keyEnd > key && (text.charAt(sign) != '=' || !member(text, key, keyEnd, sign, found))) {
                return;
            }
            line = Lines.next(text, Lines.end(text, key, LONGEST_LINE));
        }
    }

    /** Takes a pair whose parts are known, and says whether it was one. */
    private static boolean member(Text text, int key, int keyEnd, int sign, Spans found) {
        int value = BLANK.runEnd(text, sign + 1);
        boolean secret = !isPublic(text, key, keyEnd);
        if (secret) {
            add(text, value, found);
        }
        return !Lines.ends(text.charAt(value));
    }

    /** Whether a name below says that its value is none. */
    static boolean isPublic(Text text, int start, int end) {
        return SecretNames.tellsAbout(text, start, end) || PUBLIC.roles(text, start, end) != 0;
    }

    /** The items of a list below a name, its members, or the one scalar that is indented more deeply than it. */
    private static void items(Text text, int from, Name name, Spans found) {
        int indentation = name.indentation(text);
        int line = from;
        for (int lines = 0; lines < MOST_LINES && text.has(line); lines++) {
            int item = BLANK.runEnd(text, line);
            boolean dashed = text.charAt(item) == '-' && BLANK.has(text.charAt(item + 1));
            boolean below = item - line > indentation || (dashed && item - line == indentation);
            int value = dashed ? BLANK.runEnd(text, item + 1) : item;
            int keyEnd = KEY.runEnd(text, item);
            boolean pair = !dashed && keyEnd > item && text.charAt(keyEnd) == ':' && BLANK.has(text.charAt(keyEnd + 1));
            if (!below || (!pair && !dashed && lines > 0)) {
                return;
            }
            boolean several = text.charAt(name.end() - 1) == 's';
            boolean taken = pair ? several && member(text, item, keyEnd, keyEnd, found) : add(text, value, found);
            if (!taken || !(pair || dashed)) {
                return;
            }
            line = Lines.next(text, Lines.end(text, value, LONGEST_LINE));
        }
    }

    /** Adds what has the rest of a line to itself when it looks like a secret, and says whether a single word stands there. */
    private static boolean add(Text text, int start, Spans found) {
        @Nullable Value value = scalar(text, start);
        if (value == null) {
            return false;
        }
        if (isSecret(text, value)) {
            found.add(value.start(), value.end());
        }
        return true;
    }

    private static @Nullable Value scalar(Text text, int start) {
        Value value = Value.at(text, start);
        int end = value.end();
        if (!value.quoted()) {
            while (text.charAt(end) > ' ') {
                end++;
            }
            value = new Value(start, end, false);
        }
        int behind = BLANK.runEnd(text, value.quoted() ? end + 1 : end);
        boolean ends = Lines.ends(text.charAt(behind)) || text.charAt(behind) == '#';
        boolean pair = !value.quoted() && text.charAt(end - 1) == ':';
        return ends && end > start && !pair ? value : null;
    }

    /** Whether a value looks like a secret, since nothing but a name above it says so. */
    static boolean isSecret(Text text, Value value) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        boolean chosen = looks.isPassword(SHORTEST) && looks.isOneWord();
        boolean drawn = looks.isRandom(SHORTEST_RANDOM) || looks.isJumbled() || looks.isDrawnLetters();
        return (chosen || drawn)
                && !looks.hasBlank()
                && !looks.hasManySlashes()
                && !looks.isAlphabet()
                && !Placeholders.has(text, value.start(), value.end())
                && !Expressions.at(text, value.start(), value.end())
                && !References.is(text, value.start(), value.end())
                && !PublicValues.isHashed(text, value.start())
                && !PublicValues.isDigest(text, value.start())
                && !PublicValues.startAt(text, value.start())
                && !PublicValues.isName(text, value.start(), value.end())
                && !PublicValues.isResource(text, value.start(), value.end());
    }
}
