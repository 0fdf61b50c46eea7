package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Follows a private key block over lines that are looked at one by one: from its BEGIN line through its END line, or up to the
 * first line that cannot be of it. Confined to one thread.
 */
public final class KeyLines {

    /** The rule under which the lines of a key are reported. */
    public static final String RULE = "private-key";

    /** How many lines like {@code Proc-Type: 4,ENCRYPTED} may stand before the key. */
    private static final int MOST_HEADERS = 8;

    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("-"));

    private @Nullable KeyTail tail;
    private int headers;

    /** Outside of any block. */
    public KeyLines() {}

    /**
     * Takes the next line.
     *
     * @param line the line, without its line end
     * @return the index up to which the line is of a block that an earlier one began; 0 when it is of none
     */
    public int take(String line) {
        int covered = tail == null ? 0 : covered(tail, line);
        String rest = line.substring(covered);
        boolean putty = PuttyKeys.isOpening(new Text(rest));
        if (putty || PrivateKeyBlocks.isOpening(new Text(rest))) {
            tail = KeyTail.atLineStart();
            headers = putty ? 0 : MOST_HEADERS;
        }
        return covered;
    }

    /** Says that something else came, so that no block is open. */
    public void end() {
        tail = null;
    }

    private int covered(KeyTail open, String line) {
        int name = NAME.runEnd(line, 0);
        if (headers > 0 && name > 0 && line.startsWith(": ", name)) {
            headers--;
            return line.length();
        }
        int to = open.advance(line + '\n', 0, false);
        if (open.hasEnded()) {
            tail = null;
        }
        return Math.min(to, line.length());
    }
}
