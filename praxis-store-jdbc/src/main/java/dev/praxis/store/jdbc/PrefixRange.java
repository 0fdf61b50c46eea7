package dev.praxis.store.jdbc;

import org.jspecify.annotations.Nullable;

/** Text that starts with a prefix, as a range in the order of UTF-8 bytes, which is the order of code points. */
final class PrefixRange {

    private static final int BEFORE_SURROGATES = 0xD7FF;
    private static final int AFTER_SURROGATES = 0xE000;

    private PrefixRange() {}

    /**
     * The least text behind every text with a prefix: the prefix up to its last code point that has a successor, with that
     * successor. Null when there is none, because the prefix is empty or all U+10FFFF.
     */
    static @Nullable String end(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last != Character.MAX_CODE_POINT) {
                // Surrogates are not code points of any text that is stored.
                int next = last == BEFORE_SURROGATES ? AFTER_SURROGATES : last + 1;
                return prefix.substring(0, start) + Character.toString(next);
            }
            end = start;
        }
        return null;
    }
}
