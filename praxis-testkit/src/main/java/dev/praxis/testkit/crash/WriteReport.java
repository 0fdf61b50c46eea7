package dev.praxis.testkit.crash;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a writer says of one attempt, as soon as the store has answered. Immutable. */
public final class WriteReport {

    /** What became of an attempt, as the store told the writer. */
    enum Outcome {
        WRITTEN,
        NOTHING_WRITTEN,
        UNKNOWN
    }

    private static final int HEAD = 3;
    private static final String END = " .";

    private final Attempt attempt;
    private final Outcome outcome;
    private final @Nullable Entry entry;

    WriteReport(Attempt attempt, Outcome outcome, @Nullable Entry entry) {
        this.attempt = attempt;
        this.outcome = outcome;
        this.entry = entry;
    }

    /**
     * Whether the store acknowledged a write.
     *
     * @return true if it must be there from now on
     */
    public boolean isWritten() {
        return outcome == Outcome.WRITTEN;
    }

    Attempt attempt() {
        return attempt;
    }

    Outcome outcome() {
        return outcome;
    }

    /** What was written. */
    Entry entry() {
        if (entry == null) {
            throw new AssertionError("nothing was written by " + attempt);
        }
        return entry;
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param line one line
     * @return the report; empty if the end of the line is missing, as when its writer was killed
     * @throws AssertionError if the line is something else, such as the failure of a writer
     */
    static Optional<WriteReport> parse(String line) {
        if (!line.endsWith(END)) {
            return Optional.empty();
        }
        String[] parts = line.substring(0, line.length() - END.length()).split(" ", HEAD + 1);
        if (parts.length < HEAD) {
            throw new AssertionError("not a report: " + line);
        }
        try {
            Outcome outcome = Outcome.valueOf(parts[2]);
            return Optional.of(new WriteReport(
                    Attempt.of(parts[0], parts[1]),
                    outcome,
                    outcome == Outcome.WRITTEN ? Entry.parse(parts[HEAD]) : null));
        } catch (IllegalArgumentException e) {
            throw new AssertionError("not a report: " + line, e);
        }
    }

    @Override
    public String toString() {
        return attempt + " " + outcome + (entry == null ? "" : " " + entry) + END;
    }
}
