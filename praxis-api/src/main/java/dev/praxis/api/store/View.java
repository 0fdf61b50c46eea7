package dev.praxis.api.store;

import dev.praxis.api.UtcMicros;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of the facts of a key a listing shows: the one that was active at a point of the record, or the one that was then
 * believed about a point in the world's time. A view of the past walks back from the newest entry of each key: its cost grows
 * with the entries of a key that came after the basis.
 *
 * @param basis the state of the record
 * @param validAt the valid time asked about, truncated to microseconds; null for the fact that was active, whatever its valid
 *     time
 */
public record View(Basis basis, @Nullable Instant validAt) {

    /** What is active now. */
    public static final View ACTIVE = new View(Basis.latest(), null);

    /**
     * Truncates the time.
     *
     * @throws dev.praxis.api.InvalidArgumentException if it is out of range
     */
    public View {
        Objects.requireNonNull(basis, "basis");
        validAt = validAt == null ? null : UtcMicros.truncate(validAt);
    }

    /**
     * What was active at a point of the record.
     *
     * @param basis the point
     * @return the view
     */
    public static View activeAt(Basis basis) {
        return new View(basis, null);
    }

    /**
     * What was believed at a point of the record about a point in the world's time; see STORE-ASOF-1.
     *
     * @param validAt the valid time
     * @param basis the point of the record
     * @return the view
     */
    public static View asOf(Instant validAt, Basis basis) {
        return new View(basis, Objects.requireNonNull(validAt, "validAt"));
    }
}
