package dev.praxis.redaction;

/** JSON text that survives UTF-8: a half of a surrogate pair, which has no encoding, is written as an escape. */
final class WellFormed {

    private WellFormed() {}

    static String json(String text) {
        int lone = loneSurrogate(text, 0);
        if (lone < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int from = 0;
        while (lone >= 0) {
            escaped.append(text, from, lone).append(String.format("\\u%04x", (int) text.charAt(lone)));
            from = lone + 1;
            lone = loneSurrogate(text, from);
        }
        return escaped.append(text, from, text.length()).toString();
    }

    private static int loneSurrogate(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
