package dev.praxis.testkit.history.register;

import org.jspecify.annotations.Nullable;

/**
 * A version of a register.
 *
 * @param revision how many values the register has had up to this one
 * @param content the value
 */
public record Version(long revision, String content) {

    private static final String NONE = "none";

    @Override
    public String toString() {
        return revision + ":" + content;
    }

    static String text(@Nullable Version version) {
        return version == null ? NONE : version.toString();
    }

    static @Nullable Version parse(String text) {
        if (text.equals(NONE)) {
            return null;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        return new Version(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }
}
