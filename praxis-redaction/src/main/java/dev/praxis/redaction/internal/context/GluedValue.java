package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/** A random value of the characters of tokens that is glued to its name: {@code acme-access-key-0a1b2c…}. */
final class GluedValue {

    private static final int SHORTEST = 20;
    private static final int MOST_JOINTS = 4;
    private static final int LONGEST_LOOK = 256;

    private static final Alphabet GLUED = Alphabet.BASE64URL.plus(Alphabet.of("+/=.~"));

    private GluedValue() {}

    /** The value in the run around an anchor that ends at an index, or null when the run is a name and no more. */
    static @Nullable Value of(Text text, int anchor, int anchorEnd, int runEnd) {
        if (runEnd - anchorEnd <= SHORTEST) {
            return null;
        }
        int start = Name.startOf(text, anchor);
        int joint = anchorEnd;
        for (int joints = 0; joints < MOST_JOINTS; joints++) {
            while (joint < runEnd && "-._".indexOf(text.charAt(joint)) < 0) {
                joint++;
            }
            if (runEnd - joint <= SHORTEST) {
                return null;
            }
            @Nullable Value value = at(text, start, joint);
            if (value != null) {
                return value;
            }
            joint++;
        }
        return null;
    }

    private static @Nullable Value at(Text text, int start, int joint) {
        NameStrength strength = SecretNames.strength(text, start, joint);
        if (!strength.isAtLeast(NameStrength.WEAK) || (text.charAt(joint) == '_' && strength != NameStrength.STRONG)) {
            return null;
        }
        int judged = endOfLook(text, joint + 1);
        boolean whole = judged < joint + 1 + LONGEST_LOOK;
        Value value = new Value(joint + 1, whole ? end(text, joint + 1) : judged, false);
        Appearance looks = Appearance.of(text, value.start(), value.end());
        boolean key = text.startsWithIgnoringCase("key", joint - "key".length());
        boolean random = looks.isRandom(SHORTEST) && (strength == NameStrength.STRONG || key || !looks.isUuid());
        int piece = Alphabet.ALNUM.runEnd(text, value.start());
        boolean name = PublicValues.startsWithWord(text, value.start(), piece)
                || PublicValues.isName(text, value.start(), value.end())
                || PublicValues.isFile(text, value.end())
                || PublicIds.isPod(text, value.start(), value.end());
        if (!random || !looks.isOneWord() || name) {
            return null;
        }
        return whole ? value : new Value(joint + 1, end(text, joint + 1), false);
    }

    /** It is of one piece with its name, so that the next cell of a row or the full stop of a sentence is none of it. */
    private static int end(Text text, int start) {
        int end = GLUED.runEnd(text, start);
        return end > start && text.charAt(end - 1) == '.' ? end - 1 : end;
    }

    /** A long run is judged by its beginning, so that it is not read to its end again for every name in it. */
    private static int endOfLook(Text text, int start) {
        int i = start;
        while (i - start < LONGEST_LOOK && text.charAt(i) > ' ') {
            i++;
        }
        return i;
    }
}
