package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which keys for fingerprints a log names, as its records are read in their order, seen from one of the keys. Confined to one thread. */
final class SaltHistory {

    private final String own;
    private final OwnRecords records = new OwnRecords(null);
    private long silentBefore;

    /**
     * A history of no records.
     *
     * @param own the SHA-256 of the key in question
     */
    SaltHistory(String own) {
        this.own = own;
    }

    /** Takes the next record. What is no record is a matter of verification. */
    void read(String line) {
        if (line.contains(Maintenance.TOOL)) {
            try {
                SealedRecord record = RecordFormat.parse(line.getBytes(StandardCharsets.UTF_8));
                add(record.sequence(), line);
            } catch (PraxisException e) {
                return;
            }
        }
    }

    private void add(long sequence, String json) {
        long before = records.terms();
        boolean was = own.equals(records.salt());
        records.add(sequence, json);
        boolean is = own.equals(records.salt());
        if (is && !was) {
            silentBefore = before == 0 ? 1 : records.terms();
        } else if (!is) {
            silentBefore = 0;
        }
    }

    /** The last record about keys; 0 if there is none. */
    long named() {
        return records.terms();
    }

    /** The key that this record names; null if it names none. */
    @Nullable
    String last() {
        return records.salt();
    }

    /** Whether the key that the log names is another one. */
    boolean namesAnother() {
        return records.salt() != null && !own.equals(records.salt());
    }

    /** The record from which on the key was in use; 1 if no other key or none is named before, 0 if the log does not name this one. */
    long silentBefore() {
        return silentBefore;
    }
}
