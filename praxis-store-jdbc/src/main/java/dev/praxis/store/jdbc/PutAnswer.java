package dev.praxis.store.jdbc;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a {@link SinglePut}. */
public sealed interface PutAnswer {

    /** The outcome of a put that was written. */
    String WRITTEN = "written";

    /** The outcome of a put that did not find what it expected. */
    String CONFLICT = "conflict";

    /**
     * It was written.
     *
     * @param sequence its sequence
     * @param revision its revision
     * @param recordedAt its recorded time
     */
    record Written(long sequence, long revision, Instant recordedAt) implements PutAnswer {}

    /**
     * Something else than expected is active; nothing was written.
     *
     * @param current the active fact, or null
     */
    record Conflict(@Nullable Fact current) implements PutAnswer {}

    /**
     * Nothing was written, and the answer cannot be read.
     *
     * @param failure why
     */
    record Unreadable(StoreCorruptException failure) implements PutAnswer {}

    /** Nothing was written, and it takes a transaction of several statements to answer. */
    record Undecided() implements PutAnswer {}

    /**
     * Reads an answer. The row begins with the columns {@code seq, id, kind, ordinal, revision, value, valid_from, actor,
     * reason, content_hash, recorded_at} and has the outcome in a column of that name. When it was written they are those of the
     * new entry, of which {@code seq}, {@code revision} and {@code recorded_at} are enough; in a conflict, those of the
     * last entry of the key, all null if it has none.
     *
     * @param row the row
     * @param key the key of the put
     * @return the answer
     * @throws SQLException if the database failed
     */
    static PutAnswer read(ResultSet row, Key key) throws SQLException {
        return switch (row.getString("outcome")) {
            case WRITTEN ->
                new Written(
                        row.getLong("seq"),
                        row.getLong("revision"),
                        UtcMicros.ofEpochMicros(row.getLong("recorded_at")));
            case CONFLICT -> conflict(row, key);
            default -> new Undecided();
        };
    }

    private static PutAnswer conflict(ResultSet row, Key key) throws SQLException {
        try {
            boolean isActive = row.getString("kind") != null && EntryRow.isAssertion(row);
            return new Conflict(isActive ? EntryRow.activeFact(row, key) : null);
        } catch (StoreCorruptException e) {
            // Of this put alone: what shares a statement with it is committed.
            return new Unreadable(e);
        }
    }
}
