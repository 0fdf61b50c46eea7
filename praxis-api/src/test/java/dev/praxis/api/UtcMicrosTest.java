package dev.praxis.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are truncated to microseconds and never rounded. */
class UtcMicrosTest {

    @Test
    void truncatesAndNeverRounds() {
        assertEquals(
                Instant.parse("2026-12-31T23:59:59.999999Z"),
                UtcMicros.truncate(Instant.parse("2026-12-31T23:59:59.999999999Z")));
        assertEquals(
                Instant.parse("1969-12-31T23:59:59.999998Z"),
                UtcMicros.truncate(Instant.parse("1969-12-31T23:59:59.999998999Z")),
                "before 1970 too, towards the past");
        assertEquals(UtcMicros.MAX, UtcMicros.truncate(Instant.parse("9999-12-31T23:59:59.999999999Z")));
    }

    @Test
    void formatsWithSixDigits() {
        assertEquals("2026-11-21T08:00:00.000000Z", UtcMicros.format(Instant.parse("2026-11-21T08:00:00Z")));
        assertEquals("0001-01-01T00:00:00.000000Z", UtcMicros.format(UtcMicros.MIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z"})
    void refusesWhatIsOutOfRange(String text) {
        assertThrows(InvalidArgumentException.class, () -> UtcMicros.truncate(Instant.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-21", "2026-11-21T08:00:00", "2026-13-01T00:00:00Z"})
    void refusesWhatIsNotATime(String text) {
        assertThrows(InvalidArgumentException.class, () -> UtcMicros.parse(text));
    }

    @Test
    void readsOffsets() {
        assertEquals(Instant.parse("2026-11-21T08:00:00Z"), UtcMicros.parse("2026-11-21T09:00:00+01:00"));
    }

    @Property
    void epochMicrosAreTheIdentity(
            @ForAll @LongRange(min = -62135596800000000L, max = 253402300799999999L) long micros) {
        Instant instant = UtcMicros.ofEpochMicros(micros);
        assertEquals(micros, UtcMicros.toEpochMicros(instant));
        assertEquals(instant, UtcMicros.parse(UtcMicros.format(instant)));
    }
}
