package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionConflictException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The writes of a store. Each runs in a write transaction that its caller began, so that what it reads stays true. */
final class FactWriter {

    private static final int MAX_ID_BYTES = 1024;

    private final EntryTable table;
    private final InstantSource clock;
    private final Supplier<String> ids;

    FactWriter(EntryTable table, InstantSource clock, Supplier<String> ids) {
        this.table = table;
        this.clock = clock;
        this.ids = ids;
    }

    /** Adds an assertion; null expects nothing in particular. */
    Fact put(Session session, HashedAssertion hashed, @Nullable Expected expected) throws SQLException {
        Assertion assertion = hashed.assertion();
        KeyHead head = KeyHead.read(session, table, assertion.key());
        if (expected != null) {
            require(assertion.key(), expected, head);
        }
        Stamp stamp = Stamp.next(session, clock);
        Fact fact = new Fact(
                Utf8Text.require("fact id", ids.get(), 1, MAX_ID_BYTES),
                assertion,
                head.revision() + 1,
                stamp.sequence(),
                stamp.recordedAt(),
                hashed.contentHash(),
                null);
        PreparedStatement insert = session.prepare(EntryTable.INSERT);
        insert.setString(2, fact.id());
        insert.setString(3, EntryTable.ASSERTION);
        insert.setLong(8, fact.revision());
        insert.setString(9, hashed.value());
        insert.setLong(10, UtcMicros.toEpochMicros(assertion.validFrom()));
        insert.setString(11, assertion.actor());
        insert.setString(12, assertion.reason());
        insert(insert, assertion.key(), head, stamp, fact.contentHash());
        return fact;
    }

    /** Adds a retirement; null expects any active fact. */
    Fact retire(Session session, RetirementRequest request, @Nullable Expected expected) throws SQLException {
        KeyHead head = KeyHead.read(session, table, request.key());
        if (expected != null) {
            require(request.key(), expected, head);
        }
        Fact active = head.activeFact().orElseThrow(() -> new NoActiveFactException(request.key()));
        Stamp stamp = Stamp.next(session, clock);
        PreparedStatement insert = session.prepare(EntryTable.INSERT);
        insert.setNull(2, Types.VARCHAR);
        insert.setString(3, EntryTable.RETIREMENT);
        insert.setLong(8, active.revision());
        insert.setNull(9, Types.VARCHAR);
        insert.setLong(10, UtcMicros.toEpochMicros(request.invalidAt()));
        insert.setString(11, request.actor());
        insert.setString(12, request.reason());
        insert(insert, request.key(), head, stamp, RetirementContent.hash(request, active.version()));
        return active.retiredBy(new Retirement(
                request.invalidAt(), stamp.recordedAt(), stamp.sequence(), request.actor(), request.reason()));
    }

    private static void require(FactKey key, Expected expected, KeyHead head) {
        if (!expected.isMetBy(head.active())) {
            throw new VersionConflictException(key, expected, head.active());
        }
    }

    private static void insert(PreparedStatement insert, FactKey key, KeyHead head, Stamp stamp, Sha256 contentHash)
            throws SQLException {
        insert.setLong(1, stamp.sequence());
        EntryRow.bindKey(insert, 4, key);
        insert.setLong(7, head.ordinal() + 1);
        insert.setString(13, contentHash.hex());
        insert.setLong(14, UtcMicros.toEpochMicros(stamp.recordedAt()));
        insert.executeUpdate();
    }
}
