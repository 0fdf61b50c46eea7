package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The tools whose names stand before a place in a command line, as the flags that count there. Confined to one thread. */
public final class ToolsSeen {

    private static final Alphabet FIRST_LETTERS = Alphabet.of(firstLetters());

    private final List<PasswordFlag> flags = new ArrayList<>();

    /** The flags that count here. */
    public List<PasswordFlag> flags() {
        return flags;
    }

    /** Looks for the name of a tool at an index, in whatever case. */
    public void look(Text text, int index) {
        if (!text.has(index) || !FIRST_LETTERS.has(text.charAt(index))) {
            return;
        }
        for (PasswordFlag flag : PasswordFlag.STANDARD) {
            if (text.startsWithIgnoringCase(flag.tool(), index) && !flags.contains(flag)) {
                flags.add(flag);
            }
        }
    }

    /** Another command begins. */
    public void forget() {
        flags.clear();
    }

    private static String firstLetters() {
        StringBuilder letters = new StringBuilder();
        for (PasswordFlag flag : PasswordFlag.STANDARD) {
            char c = flag.tool().charAt(0);
            letters.append(c).append(Character.toUpperCase(c));
        }
        return letters.toString();
    }
}
