package dev.praxis.redaction;

import java.util.List;

/**
 * {@code -pPASSWORD} behind a command of the MySQL family. For every other program {@code -p} means something else
 * (a port, mostly), so the command must stand before it on the same line, in the same part of a pipeline.
 */
final class MysqlPasswords implements SecretShape {

    private static final List<String> COMMANDS = List.of("mysql", "mariadb", "mycli");

    @Override
    public void find(String text, Spans found) {
        boolean mysql = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int next = i + 1;
            if (c == ';' || c == '|' || c == '&' || (c == '\n' && (i == 0 || text.charAt(i - 1) != '\\'))) {
                mysql = false;
            } else if ((c == 'm' || c == 'M') && Boundary.before(text, i) && isCommand(text, i)) {
                mysql = true;
            } else if (c == '-' && mysql && isPassword(text, i)) {
                Value value = Value.at(text, i + 2);
                found.add(value.start(), value.end());
                next = Math.max(next, value.end());
            }
            i = next;
        }
    }

    /** Whether the word at an index is a command of the family. */
    static boolean isCommand(String text, int index) {
        for (String command : COMMANDS) {
            if (text.regionMatches(true, index, command, 0, command.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a flag with a password glued to it starts at an index. */
    static boolean isPassword(String text, int index) {
        return text.startsWith("-p", index)
                && index + 2 < text.length()
                && text.charAt(index + 2) > ' '
                && (index == 0 || text.charAt(index - 1) <= ' ' || Quotes.isQuote(text.charAt(index - 1)));
    }
}
