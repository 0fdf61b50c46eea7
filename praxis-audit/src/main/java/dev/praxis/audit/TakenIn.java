package dev.praxis.audit;

/**
 * Records that stood behind the last checkpoint when the log was opened after a crash. They were taken in for what they were, whole
 * records that continue the chain; that praxis wrote them nothing proves but the chain, which needs no key.
 *
 * @param first the sequence of the first of them
 * @param last the sequence of the last of them
 * @param record the sequence of the record that says so
 */
public record TakenIn(long first, long last, long record) {

    /** Which records they are, for people. */
    @Override
    public String toString() {
        return first == last ? "record " + first : "records " + first + " to " + last;
    }
}
