package dev.praxis.api.store.archive;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record up to a sequence, in one line that can be kept elsewhere: whoever holds it can tell later whether a store still has
 * the same record up to there. Equal for the same record on every backend.
 *
 * @param sequence the last sequence that it covers; 0 for the empty record
 * @param digest the SHA-256 over the lines of an export that hold the changes up to there, each with its line feed
 */
public record Checkpoint(long sequence, Sha256 digest) {

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17}):([0-9a-f]{64})");

    /**
     * Checks the sequence.
     *
     * @throws InvalidArgumentException if it is negative
     */
    public Checkpoint {
        Objects.requireNonNull(digest, "digest");
        if (sequence < 0) {
            throw new InvalidArgumentException("sequence " + sequence + " is negative; sequences start at 1");
        }
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param text the sequence, a colon and the digest
     * @return the checkpoint
     * @throws InvalidArgumentException if the text is not of that form
     */
    public static Checkpoint parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidArgumentException(
                    "not a checkpoint: expected <sequence>:<64 hexadecimal digits>, as 'praxis store verify' prints it");
        }
        return new Checkpoint(Long.parseLong(matcher.group(1)), new Sha256(matcher.group(2)));
    }

    @Override
    public String toString() {
        return sequence + ":" + digest;
    }
}
