package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.text.Text;

/**
 * What a secret must show beside its shape: how much its characters differ (Shannon, 1948), and digits.
 *
 * @param minEntropy the least entropy, in bits for each character
 * @param minDigits the least number of digits
 */
record Evidence(double minEntropy, int minDigits) {

    /** More of a secret is not looked at: what is this long and random shows it by then. */
    private static final int LONGEST = 64;

    private static final int SHORTEST_FILLING = 8;

    private static final double[] LOG = logarithms();

    static Evidence of(RedactionRule rule) {
        return new Evidence(rule.minEntropy(), rule.minDigits());
    }

    boolean isIn(Text text, int start, int end) {
        return !isFilled(text, start, end)
                && (minDigits == 0 || digits(text, start, end) >= minDigits)
                && (minEntropy == 0 || entropy(text, start, Math.min(end, start + LONGEST)) >= minEntropy);
    }

    /** {@code ghp_xxxxxxxx}: whether most of it is an x over and over, as in examples. */
    private static boolean isFilled(Text text, int start, int end) {
        char last = text.charAt(end - 1);
        if (last != 'x' && last != 'X') {
            return false;
        }
        int i = end;
        while (i > start && (text.charAt(i - 1) == last || text.charAt(i - 1) == '-')) {
            i--;
        }
        return end - i >= SHORTEST_FILLING && (end - i) * 2 >= end - start;
    }

    private static int digits(Text text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits;
    }

    /** The mean over all characters of the logarithm of how rare each is. Counts instead of a table: nothing is allocated. */
    static double entropy(Text text, int start, int end) {
        int length = end - start;
        double sum = 0;
        for (int i = start; i < end; i++) {
            int same = 0;
            for (int j = start; j < end; j++) {
                same += text.charAt(i) == text.charAt(j) ? 1 : 0;
            }
            sum += LOG[same];
        }
        return length == 0 ? 0 : LOG[length] - sum / length;
    }

    private static double[] logarithms() {
        double[] log = new double[LONGEST + 1];
        for (int i = 1; i <= LONGEST; i++) {
            log[i] = Math.log(i) / Math.log(2);
        }
        return log;
    }
}
