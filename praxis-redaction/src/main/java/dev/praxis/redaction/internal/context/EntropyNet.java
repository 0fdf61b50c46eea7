package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The net of the strict tier: whatever is long and looks drawn by chance, unless it is of a kind that is made public:
 * digests, identifiers, public keys and certificates, images. Of those that are also of the shape of secrets (digests and
 * UUIDs) it takes the ones with a word beside them that speaks of secrets.
 */
public final class EntropyNet implements Detector {

    private static final int SHORTEST = 20;
    private static final int LONGEST = 1024;
    private static final int HINT_REACH = 48;
    private static final int BLOCK_REACH = 3000;
    private static final Alphabet TOKEN = Alphabet.BASE64URL.plus(Alphabet.of("+/=."));
    private static final Alphabet EDGE = Alphabet.of("-_./+=");

    @Override
    public String id() {
        return "high-entropy";
    }

    @Override
    public List<String> anchors() {
        return List.of();
    }

    @Override
    public boolean atRuns() {
        return true;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int from = start;
        int runEnd = TOKEN.runEnd(text, end);
        int to = runEnd;
        while (from < to && EDGE.has(text.charAt(from))) {
            from++;
        }
        from = Boundary.afterEscape(text, from);
        while (to > from && (text.charAt(to - 1) == '.' || text.charAt(to - 1) == '-')) {
            to--;
        }
        int assigned = assignment(text, from, to);
        if (UrlPlace.isPath(text, assigned, to)) {
            if (!PublicValues.startAt(text, assigned) && !UrlPlace.isPublic(text, assigned)) {
                path(text, assigned, to, found);
            }
        } else if (to - assigned >= SHORTEST && isSecret(text, assigned, to, hasHint(text, assigned))) {
            found.add(assigned, to);
        }
        return Math.max(end, runEnd);
    }

    /** Looks at the parts of a path one by one. */
    private static void path(Text text, int start, int end, Spans found) {
        int from = start;
        while (from < end) {
            int to = UrlPlace.segmentEnd(text, from, end);
            boolean hinted = from == start ? hasHint(text, from) : UrlPlace.tellsSecret(text, start, from, to, end);
            if (to - from >= SHORTEST && isSecret(text, from, to, hinted)) {
                found.add(from, to);
            }
            from = to + 1;
        }
    }

    /** Behind the equals sign of {@code name=value}, which is no padding. */
    private static int assignment(Text text, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (text.charAt(i) == '=' && text.charAt(i + 1) != '=') {
                return i + 1;
            }
        }
        return from;
    }

    private static boolean isSecret(Text text, int start, int end, boolean hinted) {
        Appearance looks = Appearance.of(text, start, end);
        if (!looks.isRandom(SHORTEST) || Placeholders.has(text, start, end) || isPublic(text, start, end)) {
            return false;
        }
        if (looks.isUuid() || PublicIds.endsInUuid(text, start, end) || looks.isHexPieces() || looks.isNumber()) {
            return hinted && !isIdentifier(text, start, end, looks.isUuid());
        }
        return end - start <= LONGEST
                && !looks.hasManySlashes()
                && (hinted || !looks.isInOrder())
                && !PublicValues.isName(text, start, end)
                && !PublicValues.isFile(text, end)
                && !PublicValues.isResource(text, start, end);
    }

    /** Whether hexadecimal digits or a UUID, beside which something speaks of secrets, are all the same none. */
    private static boolean isIdentifier(Text text, int start, int end, boolean uuid) {
        return PublicIds.isEnclosed(text, start, end)
                || IdNames.tellsNoSecret(text, start, uuid)
                || PublicValues.isOfCertificate(text, start)
                || (text.startsWith(" key ", start - 5) && PublicValues.isFingerprint(text, start - 4, start, end));
    }

    private static boolean isPublic(Text text, int start, int end) {
        return PublicValues.isDigest(text, start)
                || PublicValues.startAt(text, start)
                || PublicIds.is(text, start, end)
                || IdNames.isPublic(text, start)
                || UrlPlace.isPublic(text, start)
                || Heading.makesPublic(text, start, end)
                || (text.charAt(start - 1) == '\n' && isInBlock(text, start));
    }

    /** Whether a line stands in a block that begins with a line of dashes, which for a private key is found as such. */
    private static boolean isInBlock(Text text, int line) {
        for (int i = line - 1; line - i < BLOCK_REACH && text.charAt(i) != Text.NONE; i--) {
            if (text.charAt(i) == '-' && text.startsWith("-----", i - 4)) {
                int start = i;
                while (text.charAt(start - 1) != '\n' && text.charAt(start - 1) != Text.NONE) {
                    start--;
                }
                return text.startsWith("-----BEGIN ", start);
            }
        }
        return false;
    }

    /** Whether a word shortly before an index speaks of secrets. */
    private static boolean hasHint(Text text, int start) {
        int i = Math.max(0, start - HINT_REACH);
        while (i < start) {
            if (!Ascii.isLetter(text.charAt(i))) {
                i++;
                continue;
            }
            int end = SecretNames.wordEnd(text, i, start);
            int roles = SecretNames.rolesOf(text, i, end);
            if ((roles & (Vocabulary.HINT | Vocabulary.SECRET | Vocabulary.PASSWORD)) != 0) {
                return true;
            }
            i = end;
        }
        return false;
    }
}
