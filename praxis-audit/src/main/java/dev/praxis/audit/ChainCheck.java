package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks records one after another. After a flaw it goes on from what the record says of itself, so that one flaw gives
 * one finding and not one for each line that follows. Confined to one thread.
 */
final class ChainCheck {

    /** The head that the journal must contain, or null when there is no readable one. */
    private final @Nullable Head head;

    private final Findings findings = new Findings();
    private final OpenIntents openIntents = new OpenIntents();

    private long lines;
    private long records;
    private long lastSequence;
    private Sha256 lastHash = Head.NO_HASH;

    /** The hashes that the next record may name; empty when the record before it could not be read. */
    private Set<Sha256> expected = Set.of(Head.NO_HASH);

    /** Whether the record that the head names was seen, as the head names it. */
    private boolean headMet;

    /** Whether something is wrong with the record that the head names, or where it should be. */
    private boolean headRecordFlawed;

    ChainCheck(@Nullable Head head) {
        this.head = head;
        this.headMet = head != null && head.sequence() == 0;
    }

    void line(byte[] line, long offset) {
        lines++;
        SealedRecord record;
        try {
            record = RecordFormat.parse(line);
        } catch (PraxisException e) {
            find(Finding.Kind.MALFORMED, offset, lastSequence + 1, "not a record: " + e.getMessage());
            lastSequence++;
            expected = Set.of();
            return;
        }
        records++;
        if (!record.isIntact()) {
            find(
                    Finding.Kind.HASH_MISMATCH,
                    offset,
                    lastSequence + 1,
                    "the record was changed: its hash does not match");
            lastSequence++;
        } else {
            intact(record, line, offset);
            lastSequence = record.sequence();
        }
        lastHash = record.hash();
        expected = record.isIntact() ? Set.of(record.hash()) : Set.of(record.hash(), record.computedHash());
        meetHead();
        openIntents.count(record);
    }

    private void intact(SealedRecord record, byte[] line, long offset) {
        if (!RecordFormat.isCanonical(record, line)) {
            find(Finding.Kind.NOT_CANONICAL, offset, record.sequence(), "the record is not written in canonical form");
        } else if (record.sequence() != lastSequence + 1 && !expected.isEmpty()) {
            find(
                    Finding.Kind.SEQUENCE_GAP,
                    offset,
                    record.sequence(),
                    "record " + record.sequence() + " follows record " + lastSequence
                            + "; records are missing, repeated or out of order");
        } else if (!expected.contains(record.previousHash()) && !expected.isEmpty()) {
            find(
                    Finding.Kind.CHAIN_BROKEN,
                    offset,
                    record.sequence(),
                    "the record names another record before it than" + " the one that stands there");
        }
    }

    private void meetHead() {
        headMet |= head != null && lastSequence == head.sequence() && expected.contains(head.hash());
    }

    /**
     * Compares with the heads when all lines were checked.
     *
     * @param later the head as it was when the journal had been read, or null when there is no readable one
     * @param torn how many bytes follow the last line feed
     * @param end where they start
     * @return how many of these bytes a crash left
     */
    long finish(@Nullable Head later, long torn, long end) {
        if (head == null || later == null) {
            return torn;
        }
        if (lastSequence < head.sequence()) {
            lines++;
            find(
                    Finding.Kind.TRUNCATED,
                    end,
                    lastSequence + 1,
                    "the journal ends before record " + head.sequence() + ", which was acknowledged");
            return 0;
        }
        if (!headMet && !headRecordFlawed) {
            add(new Finding(
                    Finding.Kind.HEAD_MISMATCH,
                    0,
                    0,
                    head.sequence(),
                    "head.json names another record " + head.sequence() + " than the journal has"));
        }
        return later.sequence() > lastSequence ? 0 : torn; // else a record that was being written when it was read
    }

    private void find(Finding.Kind kind, long offset, long sequence, String message) {
        add(new Finding(kind, lines, offset, sequence, message));
    }

    void add(Finding finding) {
        findings.add(finding);
        headRecordFlawed |= head != null && finding.sequence() == head.sequence();
    }

    VerificationReport report(long bytes, long torn) {
        return new VerificationReport(
                records,
                lastSequence,
                lastHash,
                bytes,
                torn,
                openIntents.orphans(),
                findings.count(),
                findings.first());
    }
}
