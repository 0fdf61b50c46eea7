package dev.praxis.api.json;

import dev.praxis.api.InvalidArgumentException;

/**
 * A JSON number: an IEEE 754 double, as RFC 8785 and RFC 7493 have it. Negative zero becomes zero, since both have the
 * same canonical form.
 *
 * @param value a finite double
 */
public record JsonNumber(double value) implements JsonValue {

    /**
     * Checks that the number is finite.
     *
     * @throws InvalidArgumentException if it is not
     */
    public JsonNumber {
        if (!Double.isFinite(value)) {
            throw new InvalidArgumentException(
                    "JSON has no number " + value + "; write a finite number, a string or null");
        }
        value = value + 0.0; // -0.0 + 0.0 is 0.0; every other double stays what it is
    }

    /**
     * A whole number.
     *
     * @param value a long that a double holds exactly
     * @return the number
     * @throws InvalidArgumentException if a double would change it
     */
    public static JsonNumber of(long value) {
        double asDouble = value;
        // The cast saturates: 2^63 - 1 would seem to survive the trip although its double is 2^63.
        if ((long) asDouble != value || asDouble == 0x1p63) {
            throw new InvalidArgumentException("integer " + value
                    + " cannot be held exactly by a JSON number (an IEEE 754 double); write it as a string");
        }
        return new JsonNumber(asDouble);
    }

    @Override
    public String toString() {
        return EcmaScriptNumber.format(value);
    }
}
