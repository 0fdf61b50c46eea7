package dev.praxis.redaction;

import java.util.ArrayList;
import java.util.List;

/** Redacts an argument vector, in which a flag and its value may be two elements. */
final class ArgumentRedaction {

    private final Redactor redactor;

    ArgumentRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    List<String> redact(List<String> argv) {
        List<String> redacted = new ArrayList<>(argv.size());
        boolean mysql = false;
        String previous = "";
        for (String argument : argv) {
            // Everything is decided on redacted text, so that a second time decides the same.
            String shown = hide(redactor.redact(argument), previous, mysql);
            redacted.add(shown);
            mysql |= MysqlPasswords.isCommand(shown, shown.lastIndexOf('/') + 1);
            previous = shown;
        }
        return redacted.equals(argv) ? argv : List.copyOf(redacted);
    }

    private static String hide(String argument, String previous, boolean mysql) {
        if (!argument.isEmpty() && FlagValues.isSecret(previous) && !FlagValues.isFlag(argument, 0)) {
            return Spans.MARKER;
        }
        return mysql && MysqlPasswords.isPassword(argument, 0) ? "-p" + Spans.MARKER : argument;
    }
}
