package dev.praxis.store.jdbc;

/** Text for a message that must stay on one line. */
final class OneLine {

    private OneLine() {}

    static String of(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
