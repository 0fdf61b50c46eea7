package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;

/**
 * Where the chain is.
 *
 * @param sequence the sequence of the last record; 0 before the first
 * @param hash the hash of the last record; 64 zeros before the first
 */
record Head(long sequence, Sha256 hash) {

    static final Sha256 NO_HASH = new Sha256("0".repeat(64));
    static final Head EMPTY = new Head(0, NO_HASH);

    Head {
        if (sequence < 0 || (sequence == 0) != hash.equals(NO_HASH)) {
            throw new InvalidArgumentException(
                    "a head with sequence " + sequence + " and this hash cannot be; verify the log");
        }
    }

    /** The head after one more record. */
    Head after(SealedLine line) {
        return new Head(line.sequence(), line.hash());
    }

    /** The head after one more record. */
    Head after(SealedRecord record) {
        return new Head(record.sequence(), record.hash());
    }
}
