package dev.praxis.api;

/**
 * Text on one line, for messages and records: what somebody else wrote can neither break the line, nor move the cursor of
 * a terminal, nor turn the direction of the text around it.
 */
public final class OneLine {

    private OneLine() {}

    /**
     * Replaces each run of characters that have an {@linkplain #hasEffect effect} by one space.
     *
     * @param text any text
     * @return the text on one line; equal to the text if it has no such character
     */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean before = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            boolean effect = hasEffect(codePoint);
            if (!effect) {
                line.appendCodePoint(codePoint);
            } else if (!before) {
                line.append(' ');
            }
            before = effect;
        }
        return line.toString();
    }

    /**
     * Whether a character shows nothing itself but changes how others are shown: a control character (Unicode category
     * Cc, so C0, DEL and C1), a format character (Cf, so also what turns the direction of text), a line separator (Zl) or
     * a paragraph separator (Zp).
     *
     * @param codePoint a Unicode code point
     * @return true if it has such an effect
     */
    public static boolean hasEffect(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
