package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.store.jdbc.PreparedBatch.PreparedPut;
import dev.praxis.store.jdbc.PreparedBatch.PreparedRetire;
import dev.praxis.store.jdbc.PreparedBatch.PreparedWrite;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The writes of a store. Each runs in a write transaction that its caller began, so that what it reads stays true. */
final class FactWriter {

    private static final int MAX_ID_BYTES = 1024;

    private final EntryTable table;
    private final FactReader facts;
    private final ChangeReader changes;
    private final InstantSource clock;
    private final Supplier<String> ids;

    FactWriter(EntryTable table, FactReader facts, ChangeReader changes, InstantSource clock, Supplier<String> ids) {
        this.table = table;
        this.facts = facts;
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    /** Carries out a batch, or gives what it gave when it was carried out before. */
    List<Fact> write(Session session, PreparedBatch batch) throws SQLException {
        IdempotencyKey key = batch.idempotencyKey();
        if (key != null) {
            Optional<List<Fact>> known = changes.outcome(session, key);
            if (known.isPresent()) {
                if (!batch.wasAnsweredWith(known.get())) {
                    throw new IdempotencyKeyReusedException(key);
                }
                return known.get();
            }
        }
        Instant now = clock.instant();
        List<Fact> written = new ArrayList<>();
        for (PreparedWrite write : batch.writes()) {
            KeyHead head = KeyHead.read(session, table, write.key());
            requireExpected(session, write, head);
            Entry entry = new Entry(session, head, Stamp.after(head, now), key, written.size() + 1);
            written.add(write instanceof PreparedPut put ? put(entry, put) : retire(entry, (PreparedRetire) write));
        }
        return List.copyOf(written);
    }

    static String requireId(String id) {
        return Utf8Text.require("fact id", id, 1, MAX_ID_BYTES);
    }

    private void requireExpected(Session session, PreparedWrite write, KeyHead head) throws SQLException {
        Expected expected = write.expected();
        if (expected != null && !head.meets(expected)) {
            throw new VersionConflictException(
                    write.key(), expected, facts.active(session, write.key()).orElse(null));
        }
    }

    private Fact put(Entry entry, PreparedPut put) throws SQLException {
        Assertion assertion = put.assertion();
        Fact fact = new Fact(
                requireId(ids.get()),
                assertion,
                entry.head.revision() + 1,
                entry.stamp.sequence(),
                entry.stamp.recordedAt(),
                put.contentHash(),
                null);
        PreparedStatement insert = entry.session.prepare(EntryTable.INSERT);
        insert.setString(6, fact.id());
        insert.setString(7, EntryTable.ASSERTION);
        insert.setLong(9, fact.revision());
        insert.setString(10, put.value());
        insert.setLong(11, UtcMicros.toEpochMicros(assertion.validFrom()));
        insert.setString(12, assertion.actor());
        insert.setString(13, assertion.reason());
        entry.insert(insert, KeyColumns.of(put.key()), put.contentHash());
        return fact;
    }

    private Fact retire(Entry entry, PreparedRetire retire) throws SQLException {
        RetirementRequest request = retire.request();
        Fact active =
                facts.active(entry.session, request.key()).orElseThrow(() -> new NoActiveFactException(request.key()));
        PreparedStatement insert = entry.session.prepare(EntryTable.INSERT);
        insert.setNull(6, Types.VARCHAR);
        insert.setString(7, EntryTable.RETIREMENT);
        insert.setLong(9, active.revision());
        insert.setNull(10, Types.VARCHAR);
        insert.setLong(11, UtcMicros.toEpochMicros(request.invalidAt()));
        insert.setString(12, request.actor());
        insert.setString(13, request.reason());
        entry.insert(insert, KeyColumns.of(request.key()), RetirementContent.hash(request, active.version()));
        return active.retiredBy(new Retirement(
                request.invalidAt(),
                entry.stamp.recordedAt(),
                entry.stamp.sequence(),
                request.actor(),
                request.reason()));
    }

    /** Where the next entry of a key goes. */
    private record Entry(
            Session session,
            KeyHead head,
            Stamp stamp,
            @Nullable IdempotencyKey requestKey,
            int requestPlace) {

        void insert(PreparedStatement insert, KeyColumns key, Sha256 contentHash) throws SQLException {
            key.bind(insert, 1);
            insert.setLong(5, stamp.sequence());
            insert.setLong(8, head.ordinal() + 1);
            insert.setString(14, contentHash.hex());
            insert.setLong(15, UtcMicros.toEpochMicros(stamp.recordedAt()));
            if (requestKey == null) {
                insert.setNull(16, Types.VARCHAR);
                insert.setNull(17, Types.BIGINT);
            } else {
                insert.setString(16, requestKey.value());
                insert.setLong(17, requestPlace);
            }
            insert.executeUpdate();
        }
    }
}
