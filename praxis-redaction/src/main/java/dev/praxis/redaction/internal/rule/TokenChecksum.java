package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The checksum of a token of GitHub or npm: of what stands behind the underscore the last six characters are the CRC-32 of the
 * others, in base 62. A right one makes sure of a token; a wrong one says nothing, since an issuer may change it.
 */
final class TokenChecksum {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 6;
    private static final int LONGEST = 256;

    private final boolean known;

    private TokenChecksum(boolean known) {
        this.known = known;
    }

    static TokenChecksum of(RedactionRule rule) {
        return new TokenChecksum(rule.checksum().equals(Optional.of(RedactionRule.Checksum.CRC32_BASE62)));
    }

    /** Whether there is one to be looked at. */
    boolean isKnown() {
        return known;
    }

    /** Whether the token between two indexes holds the right one. */
    boolean isRight(Text text, int start, int end) {
        int body = Alphabet.ALNUM.runStart(text, end, start);
        int sum = end - LENGTH;
        if (!known || sum <= body || end - body > LONGEST) {
            return false;
        }
        CRC32 crc = new CRC32();
        for (int i = body; i < sum; i++) {
            crc.update(text.charAt(i));
        }
        long left = crc.getValue();
        for (int i = end - 1; i >= sum; i--) {
            if (text.charAt(i) != DIGITS.charAt((int) (left % DIGITS.length()))) {
                return false;
            }
            left /= DIGITS.length();
        }
        return left == 0;
    }
}
