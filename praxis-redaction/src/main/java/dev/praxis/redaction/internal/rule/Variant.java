package dev.praxis.redaction.internal.rule;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to match a pattern: a row of pieces without alternatives, matched from a place in it to both sides. No run
 * gives back what it took, so each character is read once. Immutable and thread-safe.
 */
final class Variant {

    /** Runs up to this length are read again from every place in them. */
    private static final int OFTEN = 256;

    private static final int NO_MATCH = -1;

    /** So much of a secret stands before a line break that cuts it, or the two lines are taken for two things. */
    private static final int SHORTEST_CUT = 6;

    private final List<Piece> pieces;
    private final boolean ignoreCase;
    private final boolean unfolds;
    private final int secretFrom;
    private final int secretTo;

    /** A variant of a pattern; the pieces from the first to the second index are the secret. */
    private Variant(List<Piece> pieces, boolean ignoreCase, boolean unfolds, int secretFrom, int secretTo) {
        this.pieces = pieces;
        this.ignoreCase = ignoreCase;
        this.unfolds = unfolds;
        this.secretFrom = secretFrom;
        this.secretTo = secretTo;
    }

    /** A variant whose runs may be cut by the end of a line, if it unfolds: its fixed characters tell what goes on there. */
    static Variant of(List<Piece> marked, boolean ignoreCase, boolean unfolds) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int to = -1;
        for (Piece piece : marked) {
            if (piece instanceof Piece.Mark mark) {
                from = mark.opens() ? pieces.size() : from;
                to = mark.opens() ? to : pieces.size();
            } else {
                pieces.add(piece);
            }
        }
        to = to < 0 ? pieces.size() : to;
        if (from == to) {
            throw new RefusedPatternException("has a secret without characters in its pattern; put a class into it");
        }
        return new Variant(List.copyOf(pieces), ignoreCase, unfolds, from, to);
    }

    /** The index of the longest fixed piece; -1 when there is none. */
    int longestFixed() {
        int best = -1;
        int length = 0;
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Piece.Fixed fixed && fixed.text().length() > length) {
                best = i;
                length = fixed.text().length();
            }
        }
        return best;
    }

    String fixed(int piece) {
        return ((Piece.Fixed) pieces.get(piece)).text();
    }

    /** The least number of characters that it matches. */
    int minLength() {
        return minLength(pieces.size());
    }

    /** The least number of characters that the pieces before one match. */
    int minLength(int before) {
        int length = 0;
        for (Piece piece : pieces.subList(0, before)) {
            length += piece instanceof Piece.Run run
                    ? run.min()
                    : ((Piece.Fixed) piece).text().length();
        }
        return length;
    }

    /** Refuses a run of unknown length before something that it would take as well, seen from a piece on to both sides. */
    void requireUnambiguous(int from) {
        for (int i = from; i < pieces.size(); i++) {
            requireUnambiguous(i, 1);
        }
        for (int i = from; i >= 0; i--) {
            requireUnambiguous(i, -1);
        }
    }

    private void requireUnambiguous(int index, int step) {
        if (!(pieces.get(index) instanceof Piece.Run run) || run.min() == run.max()) {
            return;
        }
        for (int i = index + step; i >= 0 && i < pieces.size(); i += step) {
            if (pieces.get(i) instanceof Piece.Fixed fixed) {
                char c = fixed.text().charAt(step > 0 ? 0 : fixed.text().length() - 1);
                refuseIf(run.alphabet().has(c) || (ignoreCase && run.alphabet().has(otherCase(c))));
                return;
            }
            Piece.Run next = (Piece.Run) pieces.get(i);
            refuseIf(run.alphabet().meets(next.alphabet()));
            if (next.min() > 0) {
                return;
            }
        }
    }

    private static void refuseIf(boolean ambiguous) {
        if (ambiguous) {
            throw new RefusedPatternException(
                    "has a run of open length before something that the run takes as well, so that"
                            + " it could never match or take super-linear time; give the run a fixed length or another class");
        }
    }

    /**
     * The end of a match of the pieces from one on. When there is none, the complement of an index: whoever starts between the
     * two comes to the end of the same run of open length, with less of it, and fails as well.
     */
    int matchForward(Text text, int index, int from) {
        int at = index;
        int hopeless = index;
        int between = 0;
        for (int i = from; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            boolean open = piece instanceof Piece.Run run && run.max() == Integer.MAX_VALUE;
            if (open && hopeless == index) {
                hopeless = Math.max(index, ((Piece.Run) piece).alphabet().runEnd(text, at) - between);
            }
            int next = forward(text, at, piece);
            if (next < 0) {
                return ~hopeless;
            }
            between += i == from ? 0 : next - at;
            at = next;
        }
        return at;
    }

    /**
     * Where to look again after a match between two indexes that was no secret: half of what was read later, so that no run
     * is read more often than its length can be halved.
     */
    static int retryAt(int start, int end) {
        return end - start <= OFTEN ? start : start + (end - start) / 2;
    }

    /** The start of a match of the pieces before one, which end at an index; or -1. */
    int matchBackward(Text text, int index, int before) {
        int at = index;
        for (int i = before - 1; i >= 0; i--) {
            at = backward(text, at, pieces.get(i));
            if (at < 0) {
                return NO_MATCH;
            }
        }
        return at;
    }

    /** Where the secret starts in a match of this variant. */
    int secretStart(Text text, int matchStart) {
        int at = matchStart;
        for (int i = 0; i < secretFrom; i++) {
            at = forward(text, at, pieces.get(i));
        }
        return at;
    }

    /** Where the secret ends in a match of this variant. */
    int secretEnd(Text text, int matchStart, int matchEnd) {
        if (secretTo == pieces.size()) {
            return matchEnd;
        }
        int at = matchStart;
        for (int i = 0; i < secretTo; i++) {
            at = forward(text, at, pieces.get(i));
        }
        return at;
    }

    /** What the match goes on with behind its end, however long; null when a fixed piece ends the match. */
    Alphabet tail() {
        return pieces.get(pieces.size() - 1) instanceof Piece.Run run
                        && run.alphabet().size() > 1
                ? run.alphabet().plus(Alphabet.ALNUM)
                : Alphabet.NONE;
    }

    private int forward(Text text, int at, Piece piece) {
        if (piece instanceof Piece.Run run) {
            int i = at;
            while (i - at < run.max() && run.alphabet().has(text.charAt(i))) {
                i++;
            }
            return i - at >= run.min() ? i : unfolds ? wrapped(text, at, i, run) : NO_MATCH;
        }
        String fixed = ((Piece.Fixed) piece).text();
        return matches(text, at, fixed) ? at + fixed.length() : NO_MATCH;
    }

    /** The end of a run that a line break cuts before it has its least length, or -1. */
    private static int wrapped(Text text, int at, int cut, Piece.Run run) {
        int next = text.charAt(cut) == '\r' ? cut + 1 : cut;
        next += text.charAt(next) == '\n' ? 1 : 0;
        if (next == cut || cut - at < SHORTEST_CUT) {
            return NO_MATCH;
        }
        int i = next;
        while (i - next < run.max() - (cut - at) && run.alphabet().has(text.charAt(i))) {
            i++;
        }
        return i - next < run.min() - (cut - at) ? NO_MATCH : i;
    }

    private int backward(Text text, int at, Piece piece) {
        if (piece instanceof Piece.Run run) {
            int i = at;
            while (at - i < run.max() && run.alphabet().has(text.charAt(i - 1))) {
                i--;
            }
            return at - i < run.min() ? NO_MATCH : i;
        }
        String fixed = ((Piece.Fixed) piece).text();
        return matches(text, at - fixed.length(), fixed) ? at - fixed.length() : NO_MATCH;
    }

    private boolean matches(Text text, int at, String fixed) {
        for (int i = 0; i < fixed.length(); i++) {
            char c = text.charAt(at + i);
            if (c != fixed.charAt(i) && !(ignoreCase && Text.lower(c) == Text.lower(fixed.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static char otherCase(char c) {
        char lower = Text.lower(c);
        return lower != c ? lower : c >= 'a' && c <= 'z' ? (char) (c - ('a' - 'A')) : c;
    }
}
