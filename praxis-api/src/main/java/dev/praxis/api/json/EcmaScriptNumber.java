package dev.praxis.api.json;

import tools.jackson.core.io.NumberOutput;

/**
 * Formats a double as ECMAScript does (ECMA-262, Number::toString for radix 10), which RFC 8785 section 3.2.2.3
 * demands: the fewest digits that read back as the same double, and among those the nearest.
 *
 * <p>The digits come from Jackson's Schubfach implementation, since {@link Double#toString(double)} gives too many
 * before JDK 19 (JDK-4511638). Schubfach follows the rule of Java, which never gives fewer than two digits; where one
 * digit is enough ECMAScript takes that.
 */
final class EcmaScriptNumber {

    private EcmaScriptNumber() {}

    static String format(double value) {
        if (value == 0) {
            return "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
            return Long.toString((long) value);
        }
        String sign = value < 0 ? "-" : "";
        return sign + layOut(Decimal.shortest(Math.abs(value)));
    }

    /** ECMA-262 Number::toString, steps 6 to 10: the digits s and the exponent n with value = 0.s × 10^n. */
    private static String layOut(Decimal decimal) {
        String digits = decimal.digits();
        int k = digits.length();
        int n = decimal.exponent();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /**
     * The value 0.d1d2…dk × 10^exponent.
     *
     * @param digits without leading or trailing zeros
     * @param exponent the power of ten
     */
    private record Decimal(String digits, int exponent) {

        static Decimal shortest(double value) {
            Decimal decimal = parse(NumberOutput.toString(value, true));
            if (decimal.digits.length() == 2) {
                return decimal.oneDigit(value);
            }
            return decimal;
        }

        /** Reads {@code ddd.ddd} with an optional {@code Eddd}. */
        private static Decimal parse(String java) {
            int e = java.indexOf('E');
            String mantissa = e < 0 ? java : java.substring(0, e);
            int power = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
            int point = mantissa.indexOf('.');
            String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
            int leading = 0;
            while (all.charAt(leading) == '0') {
                leading++;
            }
            int end = all.length();
            while (all.charAt(end - 1) == '0') {
                end--;
            }
            return new Decimal(all.substring(leading, end), point + power - leading);
        }

        /** The nearest one-digit decimal if it reads back as the value, otherwise this. */
        private Decimal oneDigit(double value) {
            int tens = digits.charAt(0) - '0';
            int up = digits.charAt(1) >= '5' ? 1 : 0;
            for (int candidate : new int[] {tens + up, tens + 1 - up}) {
                Decimal one = candidate == 10
                        ? new Decimal("1", exponent + 1)
                        : new Decimal(Integer.toString(candidate), exponent);
                if (candidate > 0 && Double.parseDouble("0." + one.digits + "E" + one.exponent) == value) {
                    return one;
                }
            }
            return this;
        }
    }
}
