package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.Set;

/** The password in an entry of a netrc file (as ftp(1) has it): {@code machine NAME login NAME password PASSWORD}. */
public final class NetrcPasswords implements Detector {

    private static final String PASSWORD = "password";
    private static final Set<String> BEFORE = Set.of("machine", "login", "account");
    private static final int LONGEST_BEFORE = "machine".length();

    @Override
    public String id() {
        return "netrc-password";
    }

    @Override
    public List<String> anchors() {
        return List.of(PASSWORD);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int value = spaceEnd(text, end);
        if (!text.startsWith(PASSWORD, start) || value == end || !text.has(value) || !followsEntry(text, start)) {
            return end;
        }
        Value hidden = Value.at(text, value);
        found.add(hidden.start(), hidden.end());
        return Math.max(end, hidden.end());
    }

    /** Whether one of the words of an entry and a name stand before an index. */
    private static boolean followsEntry(Text text, int index) {
        int nameEnd = spaceStart(text, index);
        int name = wordStart(text, nameEnd, 0);
        int wordEnd = spaceStart(text, name);
        if (nameEnd == index || name == nameEnd || wordEnd == name) {
            return false;
        }
        int bound = Math.max(0, wordEnd - LONGEST_BEFORE - 1);
        int word = wordStart(text, wordEnd, bound);
        if (word < wordEnd && Quotes.isQuote(text.charAt(word))) {
            word++;
        }
        return BEFORE.contains(text.substring(word, wordEnd));
    }

    private static int spaceEnd(Text text, int from) {
        int i = from;
        while (text.has(i) && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private static int spaceStart(Text text, int before) {
        int i = before;
        while (i > 0 && text.charAt(i - 1) <= ' ') {
            i--;
        }
        return i;
    }

    private static int wordStart(Text text, int before, int bound) {
        int i = before;
        while (i > bound && text.charAt(i - 1) > ' ') {
            i--;
        }
        return i;
    }
}
