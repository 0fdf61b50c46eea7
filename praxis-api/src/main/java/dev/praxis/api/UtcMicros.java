package dev.praxis.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/**
 * The one resolution of time in praxis: UTC, microseconds, years 0001 to 9999. Instants are truncated when a value is
 * made and never rounded later, because backends that round (PostgreSQL rounds half up) would otherwise give equal
 * facts unequal hashes.
 */
public final class UtcMicros {

    /** The earliest instant that praxis can hold. */
    public static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");

    /** The latest instant that praxis can hold. */
    public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UtcMicros() {}

    /**
     * Truncates to microseconds.
     *
     * @param instant any instant
     * @return the same instant without what is below a microsecond
     * @throws InvalidArgumentException if it is outside {@link #MIN} to {@link #MAX}
     */
    public static Instant truncate(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        if (instant.isBefore(MIN) || instant.isAfter(MAX.plusNanos(999))) {
            throw new InvalidArgumentException(
                    "time " + instant + " is out of range: praxis holds years 0001 to 9999 (UTC)");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Formats with exactly six fractional digits, so that text order is time order.
     *
     * @param instant an instant in range
     * @return for example {@code 2026-11-21T08:00:00.000000Z}
     */
    public static String format(Instant instant) {
        return FORMAT.format(truncate(instant));
    }

    /**
     * Parses an ISO 8601 instant, of any number of fractional digits, with an offset.
     *
     * @param text for example {@code 2026-11-21T08:00:00Z} or {@code 2026-11-21T08:00:00+01:00}
     * @return the instant, truncated
     * @throws InvalidArgumentException if the text is not such an instant or out of range
     */
    public static Instant parse(String text) {
        try {
            return truncate(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            throw new InvalidArgumentException(
                    "not a time: '" + text + "'; write it like 2026-11-21T08:00:00Z or 2026-11-21T09:00:00+01:00");
        }
    }

    /**
     * Microseconds since 1970-01-01T00:00:00Z, negative before.
     *
     * @param instant an instant in range
     * @return the number of whole microseconds
     */
    public static long toEpochMicros(Instant instant) {
        Instant truncated = truncate(instant);
        return Math.addExact(Math.multiplyExact(truncated.getEpochSecond(), 1_000_000L), truncated.getNano() / 1_000L);
    }

    /**
     * The inverse of {@link #toEpochMicros}.
     *
     * @param micros microseconds since 1970-01-01T00:00:00Z
     * @return the instant
     * @throws InvalidArgumentException if it is out of range
     */
    public static Instant ofEpochMicros(long micros) {
        return truncate(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
    }
}
