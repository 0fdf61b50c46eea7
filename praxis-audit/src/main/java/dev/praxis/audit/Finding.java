package dev.praxis.audit;

import java.util.Objects;

/**
 * Something in an audit log that should not be.
 *
 * @param kind what it is
 * @param file where it is: a file of the log, as it is named from its directory, or what was compared with
 * @param line the number of the line in a segment, from 1; 0 when it is about no line
 * @param offset where that line starts in the segment, in bytes; 0 when it is about no line
 * @param sequence the sequence of the record in question, as far as it is known; otherwise 0
 * @param message what is wrong, on one line, without what the record says
 */
public record Finding(Kind kind, String file, long line, long offset, long sequence, String message) {

    /** What the flaw is in, from the inside out: what is wrong further inside explains what is wrong further out. */
    public enum Layer {
        /** The records themselves. */
        RECORDS,
        /** The tree over them, and what the log signed. */
        TREE,
        /** What others remember of the log. */
        WITNESS
    }

    /** What can be wrong. */
    public enum Kind {
        /** A line is no record in the one form that praxis writes. */
        MALFORMED(Layer.RECORDS),
        /** A record was changed: its hash is not that of what it says. */
        HASH_MISMATCH(Layer.RECORDS),
        /** A record names another record before it than the one that stands there. */
        CHAIN_BROKEN(Layer.RECORDS),
        /** Records are missing, repeated or out of order. */
        SEQUENCE_GAP(Layer.RECORDS),
        /** Records that a checkpoint covers are missing at the end. */
        TRUNCATED(Layer.RECORDS),
        /** The name of a segment is not that of its first record. */
        SEGMENT_MISNAMED(Layer.RECORDS),
        /** Records are missing at the beginning, and no signed record of the log says that they were pruned. */
        PRUNING_UNRECORDED(Layer.RECORDS),
        /** A segment of records that were pruned is there, and is not what the pruning left. */
        LEFT_OVER_REFUSED(Layer.RECORDS),
        /** A file that describes the log is missing or is not what praxis writes, or it names another log. */
        DESCRIPTION_REFUSED(Layer.RECORDS),
        /** The key for fingerprints of secrets is not the one that the log names: with it nothing is found that was recorded with the other. */
        SALT_REPLACED(Layer.RECORDS),
        /** The record is not the one that the tree had when it was signed, though hash and chain are right: it was rewritten. */
        RECORD_REWRITTEN(Layer.TREE),
        /** A tile of the tree is missing or has the wrong length. */
        TILE_MISSING(Layer.TREE),
        /** A tile of the tree has other hashes than the records make. */
        TILE_MISMATCH(Layer.TREE),
        /** There is no checkpoint. */
        CHECKPOINT_MISSING(Layer.TREE),
        /** The checkpoint is none that this log signed. */
        CHECKPOINT_REFUSED(Layer.TREE),
        /** The records do not have the root that the checkpoint names. */
        CHECKPOINT_MISMATCH(Layer.TREE),
        /** Somebody remembers another log as well: one that was here before this one and was removed, unless it is known to be elsewhere. */
        OTHER_LOG(Layer.WITNESS),
        /** Fewer witnesses cosigned the checkpoint than a policy asks for, or a cosignature does not verify. */
        QUORUM_MISSED(Layer.WITNESS),
        /** The records do not have the root that they had before, as somebody else remembers: the log was rewritten. */
        WITNESS_MISMATCH(Layer.WITNESS),
        /** The log ends before what somebody else remembers of it: it was cut, or put back to an earlier state. */
        ROLLED_BACK(Layer.WITNESS);

        private final Layer layer;

        Kind(Layer layer) {
            this.layer = layer;
        }

        /**
         * What the flaw is in.
         *
         * @return the layer
         */
        public Layer layer() {
            return layer;
        }
    }

    /** Checks for null. */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }

    /** About a file, and no line of it. */
    static Finding of(Kind kind, String file, String message) {
        return new Finding(kind, file, 0, 0, 0, message);
    }
}
