package dev.praxis.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as ECMAScript writes them, RFC 8785 section 3.2.2.3. */
class EcmaScriptNumberTest {

    private static final int RANDOM_PATTERNS = 1_000_000;

    @DisplayName("RFC 8785, appendix B: the sample values")
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void rfcSamples(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertEquals(expected, new JsonNumber(value).toString());
    }

    @DisplayName("a million random bit patterns agree with a second route through exact decimals")
    @Test
    void randomBitPatternsAgreeWithExactDecimals() {
        SplittableRandom random = new SplittableRandom(0x5EED);
        LongStream patterns = random.longs(RANDOM_PATTERNS);
        patterns.parallel()
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .forEach(EcmaScriptNumberTest::assertAgrees);
    }

    @DisplayName("doubles that people write, powers of two and ten and their neighbours agree with the second route")
    @Test
    void edgesAgreeWithExactDecimals() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            assertNeighboursAgree(Math.scalb(1.0, exponent));
        }
        for (int exponent = -323; exponent <= 308; exponent++) {
            for (int digit = 1; digit <= 9; digit++) {
                assertNeighboursAgree(Double.parseDouble(digit + "e" + exponent));
            }
        }
        for (int i = 1; i < 100_000; i++) {
            assertAgrees(i / 1000.0);
            assertAgrees(Double.longBitsToDouble(i));
        }
    }

    private static void assertNeighboursAgree(double value) {
        for (double neighbour : new double[] {Math.nextDown(value), value, Math.nextUp(value)}) {
            if (Double.isFinite(neighbour)) {
                assertAgrees(neighbour);
            }
        }
    }

    private static void assertAgrees(double value) {
        String actual = EcmaScriptNumber.format(value);
        if (!actual.equals(SecondRoute.format(value)) || Double.parseDouble(actual) != value) {
            assertEquals(
                    SecondRoute.format(value),
                    actual,
                    () -> "bits " + Long.toHexString(Double.doubleToRawLongBits(value)));
        }
    }

    /** ECMA-262 word by word over exact decimals: try 1, 2 … 17 digits and take the first that reads back. Slow. */
    private static final class SecondRoute {

        static String format(double value) {
            if (value == 0) {
                return "0";
            }
            if (value < 0) {
                return "-" + format(-value);
            }
            BigDecimal exact = new BigDecimal(value);
            BigDecimal shortest = nearest(exact, value, 17);
            for (int digits = 16; digits >= 1; digits--) {
                BigDecimal shorter = nearest(exact, value, digits);
                if (shorter == null) {
                    break; // fewer digits are a coarser grid: none of those can read back either
                }
                shortest = shorter;
            }
            BigDecimal stripped = shortest.stripTrailingZeros();
            String s = stripped.unscaledValue().toString();
            int k = s.length();
            int n = stripped.precision() - stripped.scale();
            if (k <= n && n <= 21) {
                return s + "0".repeat(n - k);
            }
            if (0 < n && n <= 21) {
                return s.substring(0, n) + "." + s.substring(n);
            }
            if (-6 < n && n <= 0) {
                return "0." + "0".repeat(-n) + s;
            }
            String tail = n - 1 < 0 ? "e-" + (1 - n) : "e+" + (n - 1);
            return k == 1 ? s + tail : s.charAt(0) + "." + s.substring(1) + tail;
        }

        /** The decimal of so many digits that is nearest to the value among those that read back as it, or null. */
        private static BigDecimal nearest(BigDecimal exact, double value, int digits) {
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean downReads = down.doubleValue() == value;
            boolean upReads = up.doubleValue() == value;
            if (downReads && upReads) {
                int order = exact.subtract(down).compareTo(up.subtract(exact));
                boolean downIsEven = !down.unscaledValue().testBit(0);
                return order < 0 || (order == 0 && downIsEven) ? down : up;
            }
            return downReads ? down : upReads ? up : null;
        }
    }
}
