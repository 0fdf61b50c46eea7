package dev.praxis.signing.ssh;

import java.util.List;

/**
 * Patterns as ssh_config(5) has them under PATTERNS: comma-separated, {@code *} for any characters, {@code ?} for one,
 * {@code !} before a pattern that must not match.
 *
 * @param text the list as it is written
 */
record PatternList(String text) {

    /** Whether some pattern matches and none with a {@code !} does. Upper and lower case differ. */
    boolean matches(String name) {
        boolean matched = false;
        for (String pattern : patterns()) {
            boolean negated = pattern.startsWith("!");
            if (matches(negated ? pattern.substring(1) : pattern, name)) {
                if (negated) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    private List<String> patterns() {
        return List.of(text.split(",", -1));
    }

    /** Goes back to the last star only, so that no pattern takes more than the product of both lengths. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
