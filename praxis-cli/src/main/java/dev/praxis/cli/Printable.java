package dev.praxis.cli;

/** Text for a terminal: what could move the cursor, change colours or fake a line is shown as an escape. */
final class Printable {

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

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
