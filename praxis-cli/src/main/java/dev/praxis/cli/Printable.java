package dev.praxis.cli;

/** Text for a terminal: what could move the cursor, change colours or fake a line is shown as an escape. */
final class Printable {

    /** Letters and symbols that show nothing: Hangul fillers and the empty Braille pattern. */
    private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

    private Printable() {}

    /** One line: every control and format character is escaped, line feeds too. */
    static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** A number of things, whose name takes an s. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /**
     * What somebody else wrote, so that it cannot pass for what praxis says: one line in quotes, without runs of blanks
     * that would wrap into a line of their own, and cut to a length that can be read.
     */
    static String quoted(String text) {
        String folded =
                line(text).replaceAll(" {2,}", " ").replace("\\", "\\\\").replace("\"", "\\\"");
        int most = 300;
        if (folded.codePointCount(0, folded.length()) > most) {
            folded = folded.substring(0, folded.offsetByCodePoints(0, most)) + "…";
        }
        return '"' + folded + '"';
    }

    /** Characters that move, hide, or look like a blank without being one. */
    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> BLANKS.indexOf(c) >= 0;
        };
    }
}
