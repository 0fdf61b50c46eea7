package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreCorruptException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to table {@code entry}, behind the last of the key.
 *
 * @param session a session in a write transaction
 * @param ordinal the ordinal of the row
 * @param request the place in a request, or null
 */
record EntryInsert(Session session, long ordinal, @Nullable RequestPlace request) {

    /** Adds an assertion, with its value as canonical text. */
    void assertion(Fact fact, String value) throws SQLException {
        PreparedStatement insert = session.prepare(EntryTable.INSERT);
        insert.setString(6, fact.id());
        insert.setString(7, EntryTable.ASSERTION);
        insert.setLong(9, fact.revision());
        insert.setString(10, value);
        insert.setLong(11, UtcMicros.toEpochMicros(fact.assertion().validFrom()));
        insert.setString(12, fact.assertion().actor());
        insert.setString(13, fact.assertion().reason());
        run(insert, fact.key(), fact.sequence(), fact.recordedAt(), fact.contentHash());
    }

    /** Adds the end of a version. */
    void retirement(Key key, FactVersion version, Retirement end) throws SQLException {
        RetirementRequest said = new RetirementRequest(key, end.invalidAt(), end.actor(), end.reason());
        PreparedStatement insert = session.prepare(EntryTable.INSERT);
        insert.setNull(6, Types.VARCHAR);
        insert.setString(7, EntryTable.RETIREMENT);
        insert.setLong(9, version.revision());
        insert.setNull(10, Types.VARCHAR);
        insert.setLong(11, UtcMicros.toEpochMicros(end.invalidAt()));
        insert.setString(12, end.actor());
        insert.setString(13, end.reason());
        run(insert, key, end.sequence(), end.supersededAt(), RetirementContent.hash(said, version));
    }

    private void run(PreparedStatement insert, Key key, long sequence, Instant recordedAt, Sha256 contentHash)
            throws SQLException {
        KeyColumns.of(key).bind(insert, 1);
        insert.setLong(5, sequence);
        insert.setLong(8, ordinal);
        insert.setString(14, contentHash.hex());
        insert.setLong(15, UtcMicros.toEpochMicros(recordedAt));
        if (request == null) {
            insert.setNull(16, Types.VARCHAR);
            insert.setNull(17, Types.BIGINT);
        } else {
            insert.setString(16, request.key().value());
            insert.setLong(17, request.place());
        }
        if (insert.executeUpdate() != 1) {
            throw new StoreCorruptException(
                    "the table takes no rows: somebody has put a rule in their way; remove it", null);
        }
    }
}
