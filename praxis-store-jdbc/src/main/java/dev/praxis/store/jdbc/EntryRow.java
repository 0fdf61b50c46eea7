package dev.praxis.store.jdbc;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.store.StoreCorruptException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads and binds rows in the column order of {@link EntryTable}. */
final class EntryRow {

    private EntryRow() {}

    static boolean isAssertion(ResultSet row) throws SQLException {
        return row.getString(3).equals(EntryTable.ASSERTION);
    }

    static long ordinal(ResultSet row) throws SQLException {
        return row.getLong(7);
    }

    static long revision(ResultSet row) throws SQLException {
        return row.getLong(8);
    }

    /** The fact of an assertion that is the last entry of its key. */
    static Fact activeFact(ResultSet row) throws SQLException {
        return fact(row, null);
    }

    /** The fact of an assertion that was joined with the entry after it, which is what ended it. */
    static Fact endedFact(ResultSet row) throws SQLException {
        long endSequence = row.getLong(15);
        if (row.wasNull()) {
            return fact(row, null);
        }
        try {
            return fact(
                    row,
                    new Retirement(
                            UtcMicros.ofEpochMicros(row.getLong(16)),
                            UtcMicros.ofEpochMicros(row.getLong(17)),
                            endSequence,
                            row.getString(18),
                            row.getString(19)));
        } catch (PraxisException e) {
            throw corrupt(endSequence, e);
        }
    }

    private static Fact fact(ResultSet row, @Nullable Retirement end) throws SQLException {
        long sequence = row.getLong(1);
        try {
            Assertion assertion = new Assertion(
                    new FactKey(row.getString(4), row.getString(5), row.getString(6)),
                    CanonicalJson.parseObject(row.getString(9)),
                    UtcMicros.ofEpochMicros(row.getLong(10)),
                    row.getString(11),
                    row.getString(12));
            return new Fact(
                    row.getString(2),
                    assertion,
                    revision(row),
                    sequence,
                    UtcMicros.ofEpochMicros(row.getLong(14)),
                    new Sha256(row.getString(13)),
                    end);
        } catch (StoreCorruptException e) {
            throw e;
        } catch (PraxisException e) {
            throw corrupt(sequence, e);
        }
    }

    static void bindKey(PreparedStatement statement, int first, FactKey key) throws SQLException {
        statement.setString(first, key.subject());
        statement.setString(first + 1, key.predicate());
        statement.setString(first + 2, key.factType());
    }

    private static StoreCorruptException corrupt(long sequence, PraxisException cause) {
        return new StoreCorruptException(
                "entry " + sequence + " of the store cannot be what was written: " + cause.getMessage()
                        + "; restore the store from a backup",
                cause);
    }
}
