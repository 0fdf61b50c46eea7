package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** The line that a pair stands below, indented more deeply than it, when it says that what is below is public. */
final class Heading {

    private static final int LONGEST_LOOK_BACK = 1024;
    private static final int LONGEST_LINE = 128;
    private static final int SHORTEST = 32;
    private static final int SEALED = 1;
    private static final int DIGESTS = 2;
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final WordTable WORDS = new WordTable.Builder()
            .add(SEALED, "encrypteddata")
            .add(DIGESTS, "checksums checksum digests hashes sums integrity")
            .build();

    private Heading() {}

    /** {@code SPEC CHECKSUMS:} above digests, {@code encryptedData:} above what only the cluster can open. */
    static boolean makesPublic(Text text, Name name, Value value) {
        return name.startsLine(text) && makesPublic(text, value.start(), value.end());
    }

    /** The same for what stands between two indexes of a line, whatever its name. */
    static boolean makesPublic(Text text, int start, int end) {
        if (end - start < SHORTEST) {
            return false;
        }
        int line = start;
        while (start - line < LONGEST_LINE && text.charAt(line - 1) != '\n' && text.charAt(line - 1) != Text.NONE) {
            line--;
        }
        int indentation = BLANK.runEnd(text, line) - line;
        if (indentation == 0 || start - line == LONGEST_LINE) {
            return false;
        }
        int roles = rolesAbove(text, line, indentation);
        return (roles & SEALED) != 0
                || ((roles & DIGESTS) != 0 && Appearance.of(text, start, end).isHexDigits());
    }

    /** What the words of the heading say. */
    private static int rolesAbove(Text text, int line, int indentation) {
        int lineStart = line;
        int floor = Math.max(0, lineStart - LONGEST_LOOK_BACK);
        while (lineStart > floor) {
            int end = lineStart - 1;
            lineStart = end;
            while (lineStart > floor && text.charAt(lineStart - 1) != '\n') {
                lineStart--;
            }
            int content = BLANK.runEnd(text, lineStart);
            if (content < end && content - lineStart < indentation) {
                return roles(text, content, end);
            }
        }
        return 0;
    }

    private static int roles(Text text, int start, int end) {
        int roles = 0;
        int i = start;
        while (i < end) {
            int wordEnd = Alphabet.ALNUM.runEnd(text, i);
            roles |= WORDS.roles(text, i, wordEnd);
            i = wordEnd + 1;
        }
        return roles;
    }
}
