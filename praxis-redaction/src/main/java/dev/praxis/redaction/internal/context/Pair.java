package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/**
 * A name and its value as two members, attributes or elements beside each other: {@code name="password" value="…"},
 * {@code <name>password</name><value>…</value>}, {@code - name: PASSWORD} with {@code value: …} on the next line.
 */
final class Pair {

    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_GAP = 64;
    private static final WordTable NAMES = new WordTable.Builder()
            .add(
                    1,
                    "name key id property param parameter parametername parameterkey variable var field attribute option header")
            .build();
    private static final WordTable VALUES = new WordTable.Builder()
            .add(1, "value val string content parametervalue default secret data text stringvalue")
            .build();
    private static final Alphabet PHRASE = Alphabet.ALNUM.plus(Alphabet.of(" _-"));
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final Alphabet SPACE = Alphabet.of("\r\n");
    private static final Alphabet BETWEEN = Alphabet.of(" \t\r\n,;\"'\\}<>/");

    private Pair() {}

    /** Where the value starts that belongs to a name, or -1 when the name is none that a pair has. */
    static int value(Text text, Name name, int closed) {
        int word = before(text, name);
        boolean option =
                closed > name.end() && text.charAt(name.start()) == '-'; // add_argument("--token", default="…")
        if (word < 0 && !option) {
            return HclBlock.value(text, name, closed);
        }
        if (text.charAt(closed) == '>' && closed > name.end()) {
            return closed + 1; // <entry key="password">…
        }
        if (closed > name.end() && (text.startsWith("\r\n\r\n", closed) || text.startsWith("\n\n", closed))) {
            return text.startsWith("; name=", word - 2) ? SPACE.runEnd(text, closed) : -1; // RFC 7578
        }
        int i = closed;
        while (i - closed < LONGEST_GAP && BETWEEN.has(text.charAt(i))) {
            i++;
        }
        int end = Alphabet.ALNUM.runEnd(text, i);
        boolean attribute = text.charAt(closed) == ' ' && VALUES.roles(text, i, end) == 0;
        if (text.charAt(closed) == '<'
                || attribute) { // </name> before <value>, <setting name="…" more="…"> before <value>
            while (i - closed < LONGEST_GAP && text.charAt(i) != '>' && text.charAt(i) != '\n') {
                i++;
            }
            while (i - closed < LONGEST_GAP && BETWEEN.has(text.charAt(i))) {
                i++;
            }
            end = Alphabet.ALNUM.runEnd(text, i);
            return VALUES.roles(text, i, end) != 0 && text.charAt(end) == '>' ? end + 1 : -1;
        }
        if (end - i > LONGEST_WORD || VALUES.roles(text, i, end) == 0) {
            return -1;
        }
        int quote = Quotes.opening(text, end);
        int sign = BLANK.runEnd(text, quote < 0 ? end : quote + 1);
        boolean bound = text.charAt(sign) == ':' || text.charAt(sign) == '=';
        return bound ? BLANK.runEnd(text, sign + 1) : -1;
    }

    /** Behind the quote or colon before the words that a name is the last of: {@code key="wifi psk"}. */
    private static int phraseStart(Text text, int name) {
        int i = name;
        while (name - i < LONGEST_WORD && PHRASE.has(text.charAt(i - 1))) {
            i--;
        }
        char before = text.charAt(i - 1);
        return i < name && text.charAt(name - 1) == ' ' && (before == '"' || before == ':') ? i : name;
    }

    /** Behind the quote before the sections of a configuration that a name stands in: {@code key="Mail:Password"}. */
    private static int sectionStart(Text text, int name) {
        int i = name;
        while (name - i < LONGEST_GAP && text.charAt(i - 1) == ':' && Alphabet.ALNUM.has(text.charAt(i - 2))) {
            i = Alphabet.ALNUM.runStart(text, i - 1, Math.max(0, i - LONGEST_WORD));
        }
        return Quotes.isQuote(text.charAt(i - 1)) ? i : name;
    }

    /** Where the word starts that says that the name is one, or -1. */
    private static int before(Text text, Name name) {
        int i = sectionStart(text, phraseStart(text, name.start()));
        if (Quotes.isQuote(text.charAt(i - 1))) {
            i = i - 1 - Quotes.escapes(text, i - 1);
        }
        i = BLANK.runStart(text, i, Math.max(0, i - LONGEST_GAP));
        char sign = text.charAt(i - 1);
        if (sign != ':' && sign != '=' && sign != '>') {
            return -1;
        }
        int end = BLANK.runStart(text, i - 1, Math.max(0, i - LONGEST_GAP));
        if (Quotes.isQuote(text.charAt(end - 1))) {
            end = end - 1 - Quotes.escapes(text, end - 1);
        }
        int start = Alphabet.ALNUM.runStart(text, end, Math.max(0, end - LONGEST_WORD));
        return NAMES.roles(text, start, end) != 0 ? start : -1;
    }
}
