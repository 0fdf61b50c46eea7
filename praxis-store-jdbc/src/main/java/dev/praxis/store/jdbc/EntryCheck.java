package dev.praxis.store.jdbc;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreFinding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks at each row of table {@code entry} for what only the table has: ordinals, the form of the value, the hash of a
 * retirement. What the changes show by themselves is not looked at again. Immutable and thread-safe.
 */
final class EntryCheck {

    private static final int PAGE = 50;
    private static final int BEFORE = EntryRow.BODY_AND_KEY_COLUMNS + 1;

    private final String page;

    EntryCheck(Dialect dialect) {
        page = "SELECT " + EntryTable.BODY + EntryTable.KEY + ", p.seq, p.kind, p.revision, p.content_hash"
                + " FROM entry e LEFT JOIN entry p ON " + dialect.sameKey("p", "e")
                + " AND p.ordinal = e.ordinal - 1 WHERE e.seq > ? ORDER BY e.seq LIMIT " + PAGE;
    }

    /** What was found, at least as much as asked for if there is so much. Ends where the table cannot be read. */
    List<StoreFinding> findings(Transactor transactor, int limit) {
        List<StoreFinding> findings = new ArrayList<>();
        long after = Long.MIN_VALUE;
        while (findings.size() < limit) {
            long from = after;
            long last;
            List<StoreFinding> ofPage = new ArrayList<>();
            try {
                last = transactor.read(session -> {
                    ofPage.clear();
                    return look(session, from, ofPage);
                });
                findings.addAll(ofPage);
            } catch (StoreCorruptException e) {
                findings.addAll(ofPage);
                findings.add(new StoreFinding(0, null, "not every row can be read: " + e.getMessage()));
                break;
            }
            if (last == after) {
                break;
            }
            after = last;
        }
        return findings;
    }

    /** Looks at a page; the last sequence of it, or the one before it when there is none. */
    private long look(Session session, long after, List<StoreFinding> findings) throws SQLException {
        PreparedStatement statement = session.prepare(page);
        statement.setLong(1, after);
        long last = after;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                last = row.getLong(EntryRow.SEQUENCE);
                look(row, findings);
            }
        }
        return last;
    }

    private static void look(ResultSet row, List<StoreFinding> findings) throws SQLException {
        Key key = null;
        List<String> faults = new ArrayList<>();
        try {
            key = EntryRow.key(row);
            faults.addAll(faults(row, key));
        } catch (PraxisException e) {
            faults.add("it cannot be what was written: " + e.getMessage());
        }
        if (!follows(row)) {
            faults.add("its ordinal and revision do not follow the entry of its key before it");
        }
        for (String fault : faults) {
            findings.add(new StoreFinding(row.getLong(EntryRow.SEQUENCE), key, fault));
        }
    }

    private static List<String> faults(ResultSet row, Key key) throws SQLException {
        if (!Set.of(KeyColumns.FACT, KeyColumns.EDGE).contains(row.getString(EntryRow.KEY))) {
            return List.of("its key is of no type");
        } else if (EntryRow.isAssertion(row)) {
            String value = EntryRow.text(row, EntryRow.VALUE);
            if (!CanonicalJson.text(CanonicalJson.parseObject(value)).equals(value)) {
                return List.of("its value is not kept in canonical form");
            }
        } else if (row.getString(BEFORE + 3) != null
                && !retirementHash(row, key).equals(row.getString(EntryRow.CONTENT_HASH))) {
            return List.of("the hash of the retirement does not fit what it says");
        }
        return List.of();
    }

    private static boolean follows(ResultSet row) throws SQLException {
        long ordinal = EntryRow.ordinal(row);
        long before = row.getLong(BEFORE);
        boolean isFirst = row.wasNull();
        if (isFirst) {
            return ordinal == 1 && EntryRow.revision(row) == 1 && EntryRow.isAssertion(row);
        }
        long revision = row.getLong(BEFORE + 2);
        boolean revisionFits = EntryRow.isAssertion(row)
                ? EntryRow.revision(row) == revision + 1
                : EntryTable.ASSERTION.equals(row.getString(BEFORE + 1)) && EntryRow.revision(row) == revision;
        return ordinal > 1 && before < row.getLong(EntryRow.SEQUENCE) && revisionFits;
    }

    private static String retirementHash(ResultSet row, Key key) throws SQLException {
        RetirementRequest said = new RetirementRequest(
                key,
                UtcMicros.ofEpochMicros(row.getLong(EntryRow.VALID_FROM)),
                EntryRow.text(row, EntryRow.ACTOR),
                EntryRow.text(row, EntryRow.REASON));
        FactVersion retired = new FactVersion(EntryRow.revision(row), new Sha256(row.getString(BEFORE + 3)));
        return RetirementContent.hash(said, retired).hex();
    }
}
