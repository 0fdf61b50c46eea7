package dev.praxis.api.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.JsonObject;
import java.util.Objects;

/**
 * Records that a sink may not have: it failed, it hung, or what is kept for it had no more room. They are in the log.
 *
 * @param origin the log
 * @param first the sequence of the first record, 1 or more
 * @param last the sequence of the last record, not below the first
 */
public record AuditGap(String origin, long first, long last) {

    /**
     * Checks the range.
     *
     * @throws InvalidArgumentException if it is none
     */
    public AuditGap {
        Objects.requireNonNull(origin, "origin");
        if (first < 1 || last < first) {
            throw new InvalidArgumentException(
                    "there is no gap from record " + first + " to record " + last + "; name the first before the last");
        }
    }

    /**
     * The gap as a line that cannot be taken for a record.
     *
     * @return {@code {"gap":{"first":…,"last":…,"origin":…}}} in canonical JSON, without a line feed
     */
    public String json() {
        return JsonObject.builder()
                .put(
                        "gap",
                        JsonObject.builder()
                                .put("first", first)
                                .put("last", last)
                                .put("origin", origin)
                                .build())
                .build()
                .toString();
    }
}
