package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The password at the end of {@code host:port:database:user:password}, as the file {@code .pgpass} of PostgreSQL has it: with
 * a port that servers of PostgreSQL listen on, with any port behind the name of a host, and on the lines below such a line.
 */
public final class Pgpass implements Detector {

    private static final int LONGEST_FIELD = 256;
    private static final int MOST_ROWS = 1000;
    private static final int LONGEST_PORT = 5;
    private static final int SHORTEST_PASSWORD = 4;
    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet HOST = Alphabet.BASE64URL.plus(Alphabet.of(".*/"));
    private static final Alphabet PLAIN = Alphabet.BASE64URL.plus(Alphabet.of(".$@+%*"));

    @Override
    public String id() {
        return "pgpass";
    }

    /** Ports, and the ends of names of hosts, behind which any port may follow. */
    @Override
    public List<String> anchors() {
        return List.of(
                ":5432:",
                ":5433:",
                ":5434:",
                ":5439:",
                ":6432:",
                ":6543:",
                ":25060:",
                ":25061:",
                ":26257:",
                ":*:",
                ".com:",
                ".net:",
                ".org:",
                ".io:",
                ".co:",
                ".dev:",
                ".app:",
                ".tech:",
                ".cloud:",
                ".local:",
                ".internal:",
                ".lan:",
                "localhost:");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        boolean named = text.charAt(start) != ':';
        int port = named ? end : start + 1;
        int host = port - 1;
        if (!isHost(text, host) || (text.charAt(port) == '*' && !isNamedHost(text, host))) {
            return end;
        }
        int row = named && endsInWord(text, port) ? -1 : rowEnd(text, port, named, found);
        return row < 0 ? end : rowsBelow(text, row, found);
    }

    /** {@code repo.example.com:5000:app:latest:digest}: with a word at the end it may be anything. */
    private static boolean endsInWord(Text text, int port) {
        int database = fieldEnd(text, DIGITS.runEnd(text, port) + 1);
        int user = database < 0 ? -1 : fieldEnd(text, database + 1);
        int password = user + 1;
        int end = Alphabet.BASE64URL.runEnd(text, password);
        return user < 0
                || (text.charAt(end) <= ' '
                        && Appearance.of(text, password, end).isWord());
    }

    /** Takes the rows below a row and gives the index after the last one. */
    private static int rowsBelow(Text text, int row, Spans found) {
        int last = row;
        for (int rows = 0; rows < MOST_ROWS; rows++) {
            int line = nextLine(text, last);
            int host = HOST.runEnd(text, line);
            boolean other = line == last || host == line || host - line > LONGEST_FIELD || text.charAt(host) != ':';
            int next = other ? -1 : rowEnd(text, host + 1, true, found);
            if (next < 0) {
                return last;
            }
            last = next;
        }
        return last;
    }

    /**
     * Reads a row from its port on, adds its password and gives the index after it; -1 when it is no such row.
     *
     * @param strictly whether little else says that it is one, so that the fields must look like what they are
     */
    private static int rowEnd(Text text, int port, boolean strictly, Spans found) {
        boolean any = text.charAt(port) == '*';
        int portEnd = any ? port + 1 : DIGITS.runEnd(text, port);
        if (portEnd == port || portEnd - port > LONGEST_PORT || text.charAt(portEnd) != ':') {
            return -1;
        }
        int database = fieldEnd(text, portEnd + 1);
        int user = database < 0 ? -1 : fieldEnd(text, database + 1);
        if (user < 0 || (strictly && !(isName(text, portEnd + 1, database) && isName(text, database + 1, user)))) {
            return -1;
        }
        int password = user + 1;
        int passwordEnd = password;
        while (text.charAt(passwordEnd) > ' ' && !Quotes.isQuote(text.charAt(passwordEnd))) {
            passwordEnd++;
        }
        boolean more = (any || strictly) && hasColon(text, password, passwordEnd);
        if (more || (strictly && passwordEnd - password < SHORTEST_PASSWORD)) {
            return -1;
        }
        if (!Placeholders.has(text, password, passwordEnd)) {
            found.add(password, passwordEnd);
        }
        return passwordEnd;
    }

    /** {@code *}, or what starts with a letter and is plain: in a log it may be a number. */
    private static boolean isName(Text text, int start, int end) {
        char first = text.charAt(start);
        return (Ascii.isLetter(first) || first == '_' || first == '*') && PLAIN.runEnd(text, start) == end;
    }

    /** The index of the line below, or the same index when the line does not end there. */
    private static int nextLine(Text text, int end) {
        int i = text.charAt(end) == '\r' ? end + 1 : end;
        return text.charAt(i) == '\n' ? i + 1 : end;
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
