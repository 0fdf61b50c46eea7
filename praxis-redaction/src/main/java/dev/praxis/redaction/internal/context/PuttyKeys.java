package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/** The private half of a key file of PuTTY: the lines of Base64 behind {@code Private-Lines:}, and what authenticates them. */
public final class PuttyKeys implements Detector {

    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet BODY_START = Alphabet.of("\r\n");
    private static final Alphabet BODY = Alphabet.ALNUM.plus(Alphabet.of("+/=\r\n"));

    @Override
    public String id() {
        return "putty-key";
    }

    @Override
    public List<String> anchors() {
        return List.of("private-lines: ", "private-mac: ");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        boolean lines = text.startsWithIgnoringCase("private-lines", start);
        int from = lines ? BODY_START.runEnd(text, DIGITS.runEnd(text, end)) : end;
        int last = lines ? BODY.runEnd(text, from) : Alphabet.ALNUM.runEnd(text, from);
        if (lines && text.charAt(last) == '-') {
            last = lineBefore(text, last); // the name of the next field was read as well
        }
        while (last > from && (text.charAt(last - 1) == '\n' || text.charAt(last - 1) == '\r')) {
            last--;
        }
        found.add(from, last);
        return Math.max(end, last);
    }

    @Override
    public Tail tail(Text text, int start, int end) {
        return new KeyTail();
    }

    private static int lineBefore(Text text, int index) {
        int i = index;
        while (text.charAt(i - 1) != '\n' && text.charAt(i - 1) != Text.NONE) {
            i--;
        }
        return i;
    }
}
