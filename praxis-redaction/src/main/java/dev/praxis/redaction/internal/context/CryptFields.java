package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Hashes of passwords by the DES of crypt(3), 13 characters without a sign of their own: in lines of passwd(5) and shadow(5),
 * and in those of a file of htpasswd, which its name announces.
 */
public final class CryptFields implements Detector {

    private static final int LENGTH = 13;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_BEFORE = 256;
    private static final int LONGEST_COMMAND = 256;
    private static final int MOST_LINES = 100;
    private static final String FILE = "htpasswd";

    private static final Alphabet NAME = Alphabet.BASE64URL.plus(Alphabet.of(".@"));
    private static final Alphabet HASH = Alphabet.ALNUM.plus(Alphabet.of("./"));

    @Override
    public String id() {
        return "password-hash";
    }

    /** What lines of the first two files have behind the hash; the name of the third. */
    @Override
    public List<String> anchors() {
        return List.of(":99999:", ":/home", ":/root", ":/bin", ":/usr", ":/var", ":/sbin", ":/export", FILE);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (text.charAt(start) != ':') {
            return listed(text, end, found);
        }
        int line = start;
        while (line > 0
                && start - line < LONGEST_BEFORE
                && text.charAt(line - 1) >= ' '
                && text.charAt(line - 1) != '"') {
            line--;
        }
        int hash = hashStart(text, line);
        if (hash > 0 && text.charAt(hash + LENGTH) == ':') {
            found.add(hash, hash + LENGTH);
        }
        return end;
    }

    /** The lines below the name of a file, or below a command that prints them. */
    private static int listed(Text text, int end, Spans found) {
        int line = lineBelow(text, end, LONGEST_COMMAND);
        int last = end;
        for (int lines = 0; lines < MOST_LINES && line > last; lines++) {
            int hash = hashStart(text, line);
            if (hash > 0 && text.charAt(hash + LENGTH) <= ' ') {
                found.add(hash, hash + LENGTH);
            }
            int name = NAME.runEnd(text, line);
            if (name == line || text.charAt(name) != ':') {
                return last; // no line of such a file
            }
            last = line;
            line = lineBelow(text, line, LONGEST_BEFORE);
        }
        return last;
    }

    /** The index of the line below, or that from which it was looked for. */
    private static int lineBelow(Text text, int from, int longest) {
        int i = from;
        while (i - from < longest && text.has(i) && text.charAt(i) != '\n') {
            i++;
        }
        return text.charAt(i) == '\n' ? i + 1 : from;
    }

    /** Where the hash behind the name that a line starts with starts, or -1. */
    private static int hashStart(Text text, int line) {
        int name = NAME.runEnd(text, line);
        int hash = name + 1;
        if (name == line
                || name - line > LONGEST_NAME
                || text.charAt(name) != ':'
                || HASH.runEnd(text, hash) != hash + LENGTH) {
            return -1;
        }
        Appearance looks = Appearance.of(text, hash, hash + LENGTH);
        return looks.isMixed() && !looks.isWord() ? hash : -1;
    }
}
