package dev.praxis.store.jdbc;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads rows in the column order of {@link EntryTable}. */
final class EntryRow {

    static final int SEQUENCE = 1;
    private static final int ID = 2;
    private static final int REVISION = 5;
    static final int VALUE = 6;
    static final int VALID_FROM = 7;
    static final int ACTOR = 8;
    static final int REASON = 9;
    static final int CONTENT_HASH = 10;
    private static final int RECORDED_AT = 11;
    private static final int BODY_COLUMNS = RECORDED_AT;
    static final int KEY = BODY_COLUMNS + 1;
    private static final int END = BODY_COLUMNS + 1;
    private static final int END_AFTER_KEY = KEY + KeyColumns.COUNT;
    static final int BODY_AND_KEY_COLUMNS = BODY_COLUMNS + KeyColumns.COUNT;
    private static final int REQUEST = BODY_AND_KEY_COLUMNS + 1;
    private static final int UNTIL = END + 5;

    /** The greatest integer that every reader of JSON takes for what it is (RFC 7493, section 2.2). */
    private static final long MOST = (1L << 53) - 1;

    private EntryRow() {}

    static boolean isAssertion(ResultSet row) throws SQLException {
        return EntryTable.ASSERTION.equals(row.getString(3));
    }

    static long ordinal(ResultSet row) throws SQLException {
        return row.getLong(4);
    }

    static long revision(ResultSet row) throws SQLException {
        return row.getLong(REVISION);
    }

    /** The fact of an assertion of a known key that is the last entry of its key. Columns: body. */
    static Fact activeFact(ResultSet row, Key key) throws SQLException {
        return checked(row, () -> fact(row, key, null));
    }

    /** The fact of an assertion of a known key, with its end. Columns: body, end. */
    static Fact endedFact(ResultSet row, Key key) throws SQLException {
        return checked(row, () -> fact(row, key, end(row, END)));
    }

    /** The fact of an assertion that was active where the view looks. Columns: body, key. */
    static Fact listedFact(ResultSet row) throws SQLException {
        return checked(row, () -> fact(row, key(row), null));
    }

    /** The fact of an assertion, with its end. Columns: body, key, end. */
    static Fact listedEndedFact(ResultSet row) throws SQLException {
        return checked(row, () -> fact(row, key(row), end(row, END_AFTER_KEY)));
    }

    /** Columns: body, end, the time at which a later assertion takes over. */
    static Period period(ResultSet row, Key key) throws SQLException {
        return checked(row, () -> {
            Fact fact = fact(row, key, end(row, END));
            Instant until = fact.retirement() == null ? null : fact.retirement().invalidAt();
            long micros = row.getLong(UNTIL);
            if (!row.wasNull()) {
                Instant takeover = UtcMicros.ofEpochMicros(micros);
                until = until == null || takeover.isBefore(until) ? takeover : until;
            }
            return new Period(fact.assertion().validFrom(), until, fact);
        });
    }

    /** Columns: body, key, request key, request place, the content hash of what a retirement ended. */
    static Change change(ResultSet row) throws SQLException {
        return checked(row, () -> {
            String requestKey = row.getString(REQUEST);
            Change.RequestPlace request = requestKey == null
                    ? null
                    : new Change.RequestPlace(new IdempotencyKey(requestKey), row.getInt(REQUEST + 1));
            if (isAssertion(row)) {
                return new Change.Asserted(fact(row, key(row), null), request);
            }
            FactVersion retired = new FactVersion(counted(row, REVISION), new Sha256(text(row, REQUEST + 2)));
            Retirement end = new Retirement(
                    UtcMicros.ofEpochMicros(row.getLong(VALID_FROM)),
                    UtcMicros.ofEpochMicros(row.getLong(RECORDED_AT)),
                    counted(row, SEQUENCE),
                    text(row, ACTOR),
                    text(row, REASON));
            return new Change.Retired(key(row), retired, end, request);
        });
    }

    /** The key. Columns: body, key. */
    static Key key(ResultSet row) throws SQLException {
        return new KeyColumns(text(row, KEY), text(row, KEY + 1), text(row, KEY + 2), text(row, KEY + 3)).key();
    }

    private static @Nullable Retirement end(ResultSet row, int first) throws SQLException {
        long sequence = row.getLong(first);
        if (row.wasNull()) {
            return null;
        }
        return new Retirement(
                UtcMicros.ofEpochMicros(row.getLong(first + 1)),
                UtcMicros.ofEpochMicros(row.getLong(first + 2)),
                sequence,
                text(row, first + 3),
                text(row, first + 4));
    }

    private static Fact fact(ResultSet row, Key key, @Nullable Retirement end) throws SQLException {
        Assertion assertion = new Assertion(
                key,
                CanonicalJson.parseObject(text(row, VALUE)),
                UtcMicros.ofEpochMicros(row.getLong(VALID_FROM)),
                text(row, ACTOR),
                text(row, REASON));
        return new Fact(
                id(row),
                assertion,
                counted(row, REVISION),
                counted(row, SEQUENCE),
                UtcMicros.ofEpochMicros(row.getLong(RECORDED_AT)),
                new Sha256(text(row, CONTENT_HASH)),
                end);
    }

    private static String id(ResultSet row) throws SQLException {
        String id = text(row, ID);
        if (id.isEmpty()) {
            throw new InvalidArgumentException("its id is empty");
        }
        return id;
    }

    /** A sequence or a revision. */
    private static long counted(ResultSet row, int column) throws SQLException {
        long count = row.getLong(column);
        if (count < 1 || count > MOST) {
            throw new InvalidArgumentException("its " + (column == REVISION ? "revision" : "sequence") + " is " + count
                    + ", which is not a whole number from 1 to " + MOST);
        }
        return count;
    }

    /** A part that a row of its kind has, unless the database is damaged. */
    static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw new InvalidArgumentException("a part of it is missing");
        }
        return text;
    }

    /** What was written was valid, so what is not valid was not written. */
    private static <T> T checked(ResultSet row, Reading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (PraxisException e) {
            throw corrupt("entry " + row.getLong(SEQUENCE), e);
        }
    }

    static StoreCorruptException corrupt(String what, PraxisException cause) {
        return new StoreCorruptException(
                what + " of the store cannot be what was written: " + cause.getMessage()
                        + "; restore the store from a backup",
                cause);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws SQLException;
    }
}
