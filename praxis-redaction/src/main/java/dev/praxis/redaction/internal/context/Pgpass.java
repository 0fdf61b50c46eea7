package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** The password at the end of {@code host:port:database:user:password}, as the file {@code .pgpass} of PostgreSQL has it. */
public final class Pgpass implements Detector {

    private static final int LONGEST_FIELD = 256;

    @Override
    public String id() {
        return "pgpass";
    }

    @Override
    public List<String> anchors() {
        return List.of(":5432:", ":5433:", ":5434:", ":6432:", ":6543:", ":26257:", ":*:");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!isHost(text, start) || (text.charAt(start + 1) == '*' && !isNamedHost(text, start))) {
            return end;
        }
        int database = fieldEnd(text, end);
        int user = database < 0 ? -1 : fieldEnd(text, database + 1);
        if (user < 0) {
            return end;
        }
        int password = user + 1;
        int passwordEnd = password;
        while (text.charAt(passwordEnd) > ' ' && !Quotes.isQuote(text.charAt(passwordEnd))) {
            passwordEnd++;
        }
        boolean record = text.charAt(start + 1) == '*' && hasColon(text, password, passwordEnd);
        if (!record && !Placeholders.has(text, password, passwordEnd)) {
            found.add(password, passwordEnd);
        }
        return Math.max(end, passwordEnd);
    }

    private static boolean isHost(Text text, int end) {
        int i = end;
        while (end - i < LONGEST_FIELD && text.charAt(i - 1) > ' ' && "\"'`,;=@/".indexOf(text.charAt(i - 1)) < 0) {
            i--;
        }
        return i < end;
    }

    /** Before any port: any host, or one that has a domain. Other files have stars between colons as well. */
    private static boolean isNamedHost(Text text, int end) {
        for (int i = end; end - i < LONGEST_FIELD && text.charAt(i - 1) > ' '; i--) {
            char c = text.charAt(i - 1);
            if (c == '.' || c == '*') {
                return true;
            }
        }
        return text.startsWithIgnoringCase("localhost", end - "localhost".length());
    }

    private static boolean hasColon(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == ':' && text.charAt(i - 1) != '\\') {
                return true;
            }
        }
        return false;
    }

    /** The colon behind a field that starts at an index and is not empty, or -1. */
    private static int fieldEnd(Text text, int start) {
        int i = start;
        while (text.charAt(i) != ':' && text.charAt(i) > ' ' && text.charAt(i) != '/' && i - start < LONGEST_FIELD) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return text.charAt(i) == ':' && i > start ? i : -1;
    }
}
