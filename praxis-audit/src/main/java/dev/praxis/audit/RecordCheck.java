package dev.praxis.audit;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks lines one after another: form, hash, chain and sequence. After a flaw it goes on from what the record says of itself, so
 * that one flaw gives one finding and not one for each line that follows. Confined to one thread.
 */
final class RecordCheck {

    private static final byte[] NO_HASH = new byte[32];

    private final RecordScanner scanner = new RecordScanner();
    private final OpenIntents openIntents = new OpenIntents();
    private long records;
    private long lastSequence;
    private byte[] lastHash = NO_HASH;
    private boolean lastIntact;

    /** The hashes that the next record may name; none when the record before it could not be read. */
    private List<byte[]> expected = List.of(NO_HASH);

    /** Something wrong with a line. */
    record Flaw(Finding.Kind kind, long sequence, String message) {}

    /** Goes on behind records that are not there any more. */
    void startAfter(long sequence, byte[] hash) {
        lastSequence = sequence;
        lastHash = hash.clone();
        expected = List.of(lastHash);
    }

    /** Goes on behind a record of which only the place is known. */
    void startBehindUnknown(long sequence) {
        lastSequence = sequence;
        expected = List.of();
    }

    /**
     * Checks the next line.
     *
     * @return what is wrong with it, or null
     */
    @Nullable
    Flaw line(byte[] bytes, int from, int to, boolean tooLong) {
        String malformed = tooLong ? "longer than any record" : scanner.read(bytes, from, to);
        lastIntact = malformed == null && scanner.isIntact();
        if (malformed != null) {
            return unreadable(malformed);
        }
        records++;
        if (lastIntact) {
            Flaw flaw = place();
            lastSequence = scanner.sequence();
            lastHash = scanner.computedHash();
            expected = List.of(lastHash);
            count();
            return flaw;
        }
        lastSequence++;
        lastHash = scanner.statedHash();
        expected = List.of(lastHash, scanner.computedHash());
        count();
        return new Flaw(
                Finding.Kind.HASH_MISMATCH,
                lastSequence,
                "the record was changed: its hash is not that of what it says");
    }

    /** Goes on behind a line that cannot be read. */
    Flaw unreadable(String why) {
        lastIntact = false;
        lastSequence++;
        expected = List.of();
        return new Flaw(Finding.Kind.MALFORMED, lastSequence, "the line is no record: " + why);
    }

    private @Nullable Flaw place() {
        if (expected.isEmpty()) {
            return null;
        }
        long sequence = scanner.sequence();
        if (sequence != lastSequence + 1) {
            return new Flaw(
                    Finding.Kind.SEQUENCE_GAP,
                    sequence,
                    "record " + sequence + " follows record " + lastSequence
                            + "; records are missing, repeated or out of order");
        }
        return expected.stream().anyMatch(scanner::follows)
                ? null
                : new Flaw(
                        Finding.Kind.CHAIN_BROKEN,
                        sequence,
                        "the record names another record before it than the one that stands there");
    }

    private void count() {
        if (scanner.isAllowedIntent()) {
            openIntents.open(lastSequence, scanner.key());
        } else if (scanner.isOutcome()) {
            openIntents.close(scanner.key());
        }
    }

    /** How many records were read. */
    long records() {
        return records;
    }

    /** The sequence of the last line, as far as it is known. */
    long lastSequence() {
        return lastSequence;
    }

    /** The hash of the last record, in hexadecimal. */
    String lastHash() {
        return HexFormat.of().formatHex(lastHash);
    }

    List<OrphanIntent> orphans() {
        return openIntents.orphans();
    }

    /** Whether the last line is a record whose hash is right, wherever it belongs. */
    boolean isLastIntact() {
        return lastIntact;
    }

    /** Whether the last line is such a record, and about the log itself. */
    boolean isLastAboutTheLog() {
        return lastIntact && scanner.isMaintenance();
    }
}
