package dev.praxis.api.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.store.Change.RequestPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the record of a store ends, and so what may come next. The half of the rules that does not depend on the key; see
 * {@link KeyEnd} for the other.
 *
 * @param sequence the sequence of the last change, 0 when there is none
 * @param recordedAt its recorded time, or null when there is none
 * @param request its place in a request, or null
 */
public record RecordEnd(
        long sequence,
        @Nullable Instant recordedAt,
        @Nullable RequestPlace request) {

    /** The end of an empty record. */
    public static final RecordEnd EMPTY = new RecordEnd(0, null, null);

    /**
     * The end behind a change.
     *
     * @param last the last change
     * @return the end
     */
    public static RecordEnd after(Change last) {
        return new RecordEnd(last.sequence(), last.recordedAt(), last.request());
    }

    /**
     * What keeps a change from being the next. That its id and its request are new is not looked at: that takes the whole
     * record.
     *
     * @param next the change
     * @return each fault in words, an immutable list; empty when there is none
     */
    public List<String> faultsOf(Change next) {
        List<String> faults = new ArrayList<>();
        if (next.sequence() != sequence + 1) {
            faults.add("its sequence follows " + sequence + "; changes are missing, repeated or out of order");
        }
        if (recordedAt != null && next.recordedAt().isBefore(recordedAt)) {
            faults.add("its recorded time is before that of the change before");
        }
        RequestPlace place = next.request();
        if (place != null && place.place() > 1 && !isNextPlace(place, next.recordedAt())) {
            faults.add("its place in its request is not the next");
        }
        if (next instanceof Change.Asserted asserted) {
            Assertion said = asserted.fact().assertion();
            if (!said.contentHash().equals(asserted.fact().contentHash())) {
                faults.add("its content hash does not fit what it says");
            }
        }
        return List.copyOf(faults);
    }

    /** A batch stands together, and has one recorded time. */
    private boolean isNextPlace(RequestPlace place, Instant time) {
        return request != null
                && request.key().equals(place.key())
                && request.place() + 1 == place.place()
                && time.equals(recordedAt);
    }
}
