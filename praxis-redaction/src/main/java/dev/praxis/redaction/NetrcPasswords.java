package dev.praxis.redaction;

import java.util.Set;

/** The password in an entry of a netrc file (as ftp(1) has it): {@code machine NAME login NAME password PASSWORD}. */
final class NetrcPasswords implements SecretShape {

    private static final String PASSWORD = "password";
    private static final Set<String> BEFORE = Set.of("machine", "login", "account");
    private static final int LONGEST_BEFORE = "machine".length();

    @Override
    public void find(Text text, Spans found) {
        int next;
        for (int i = text.indexOf(PASSWORD, 0); i >= 0; i = text.indexOf(PASSWORD, next)) {
            next = i + PASSWORD.length();
            int start = spaceEnd(text, next);
            if (start > next && start < text.length() && followsEntry(text, i)) {
                Value value = Value.at(text, start);
                found.add(value.start(), value.end());
                next = Math.max(next, value.end());
            }
        }
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
        while (i < text.length() && text.charAt(i) <= ' ') {
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
