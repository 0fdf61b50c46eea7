package dev.praxis.audit;

import java.util.Objects;

/**
 * Something in an audit log that should not be.
 *
 * @param kind what it is
 * @param line the number of the line, counted from 1 through all segments; 0 when it is about {@code head.json}
 * @param offset where that line starts, in bytes, counted through all segments; 0 when it is about {@code head.json}
 * @param sequence the sequence of the record in question, as far as it is known; otherwise 0
 * @param message what is wrong, on one line, without what the record says
 */
public record Finding(Kind kind, long line, long offset, long sequence, String message) {

    /** What can be wrong. */
    public enum Kind {
        /** A line is no record at all. */
        MALFORMED,
        /** A line means a record but is not written as praxis writes it. */
        NOT_CANONICAL,
        /** A record was changed: its hash is not that of what it says. */
        HASH_MISMATCH,
        /** A record names another record before it than the one that stands there. */
        CHAIN_BROKEN,
        /** Records are missing, repeated or out of order. */
        SEQUENCE_GAP,
        /** Records that were acknowledged are missing at the end. */
        TRUNCATED,
        /** There are no segments. */
        JOURNAL_MISSING,
        /** There is no {@code head.json}. */
        HEAD_MISSING,
        /** What {@code head.json} says is not so in the journal. */
        HEAD_MISMATCH
    }

    /** Checks for null. */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
