package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** A string that code makes into another type where it assigns it: {@code String::from("x")}, {@code Buffer.from("x")}. */
final class WrappedLiteral {

    private static final int LONGEST_CALL = 48;
    private static final Alphabet CALL = Alphabet.ALNUM.plus(Alphabet.of("_.:[]"));
    private static final Alphabet BLANK = Alphabet.of(" ");
    private static final String NEW = "new ";
    private static final WordTable MAKERS = new WordTable.Builder().add(1, """
                    string str from of valueof bytes bytearray byte decode b64decode b64encode fromhex unhexlify decodestring
                    secretstr securestring secret sensitive password protectedstring convertto hidden
                    """).build();

    private WrappedLiteral() {}

    /** The string in the call that starts at an index, or null when there is none, or the call looks one up. */
    static @Nullable Value at(Text text, int start) {
        int from = text.startsWith(NEW, start) ? BLANK.runEnd(text, start + NEW.length()) : start;
        int open = CALL.runEnd(text, from);
        if (open == from || open - from > LONGEST_CALL || text.charAt(open) != '(') {
            return null;
        }
        int word = Alphabet.ALNUM.runStart(text, open, from);
        boolean bytes = text.startsWith("[]byte", from);
        if (!bytes && MAKERS.roles(text, word, open) == 0) {
            return null;
        }
        Value literal = Value.at(text, open + 1);
        return literal.quoted() ? literal : null;
    }
}
