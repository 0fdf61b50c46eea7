package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;
import java.util.HashMap;
import java.util.Map;

/**
 * Words of ASCII letters with the roles that they play, found without making a string of them. Immutable.
 *
 * <p>Open addressing in a table that is at most half full: clean text must not cost memory, and is asked for words all the
 * time.
 */
final class WordTable {

    private final String[] words;
    private final int[] roles;
    private final int mask;
    private final int longest;

    private WordTable(Map<String, Integer> entries) {
        int size = Integer.highestOneBit(Math.max(4, entries.size()) * 4 - 1);
        words = new String[size];
        roles = new int[size];
        mask = size - 1;
        int length = 0;
        for (String word : entries.keySet()) {
            length = Math.max(length, word.length());
        }
        longest = length;
        entries.forEach((word, role) -> {
            int slot = slot(new Text(word), 0, word.length());
            while (words[slot] != null) {
                slot = slot + 1 & mask;
            }
            words[slot] = word;
            roles[slot] = role;
        });
    }

    /** Collects words and their roles. */
    static final class Builder {

        private final Map<String, Integer> entries = new HashMap<>();

        /** Gives each of the words, which white space parts, a role (a bit) more. */
        Builder add(int role, String list) {
            for (String word : list.strip().split("\\s+", -1)) {
                entries.merge(word, role, (a, b) -> a | b);
            }
            return this;
        }

        WordTable build() {
            return new WordTable(entries);
        }
    }

    /** The roles of the word between two indexes in whatever case; 0 when it plays none. */
    int roles(Text text, int start, int end) {
        if (end - start > longest) {
            return 0;
        }
        int slot = slot(text, start, end);
        while (words[slot] != null) {
            if (Ascii.equalsFolded(words[slot], text, start, end)) {
                return roles[slot];
            }
            slot = slot + 1 & mask;
        }
        return 0;
    }

    private int slot(Text text, int start, int end) {
        int hash = 17;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + Ascii.lower(text.charAt(i));
        }
        return (hash ^ hash >>> 15) & mask;
    }
}
