package dev.praxis.testkit.crash;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Retirement;
import java.time.Instant;

/**
 * One entry of a store, which the answer to the write and the history must tell alike, byte for byte.
 *
 * @param kind whether a fact began or ended
 * @param subject the subject of its key; without spaces
 * @param revision the revision of the fact that began or ended
 * @param sequence its place among all changes
 * @param recordedAt when the store took it down
 * @param content what pins everything else: the id and the content hash, or what the retirement says; without spaces
 */
record Entry(Kind kind, String subject, long revision, long sequence, Instant recordedAt, String content) {

    private static final int PARTS = 6;

    enum Kind {
        ASSERTION,
        RETIREMENT
    }

    /** The beginning of a fact. The hash is that of what was read, not the one that came with it. */
    static Entry assertion(Fact fact) {
        return new Entry(
                Kind.ASSERTION,
                fact.assertion().key().subject(),
                fact.revision(),
                fact.sequence(),
                fact.recordedAt(),
                fact.id() + ":" + fact.assertion().contentHash());
    }

    /** The end of a fact that nothing superseded. */
    static Entry retirement(Fact fact) {
        Retirement end = fact.ended().orElseThrow(() -> new AssertionError("not ended: " + fact));
        return new Entry(
                Kind.RETIREMENT,
                fact.assertion().key().subject(),
                fact.revision(),
                end.sequence(),
                end.supersededAt(),
                end.invalidAt() + "/" + end.actor() + "/" + end.reason());
    }

    static Entry parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) {
            throw new AssertionError("not an entry: " + text);
        }
        return new Entry(
                Kind.valueOf(parts[0]),
                parts[1],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Instant.parse(parts[4]),
                parts[5]);
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return kind + " " + subject + " " + revision + " " + sequence + " " + recordedAt + " " + content;
    }
}
