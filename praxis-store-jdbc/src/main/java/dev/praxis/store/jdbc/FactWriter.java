package dev.praxis.store.jdbc;

import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.store.jdbc.PreparedBatch.PreparedPut;
import dev.praxis.store.jdbc.PreparedBatch.PreparedRetire;
import dev.praxis.store.jdbc.PreparedBatch.PreparedWrite;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The writes of a store. Each runs in a write transaction that its caller began, so that what it reads stays true. */
final class FactWriter {

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
            RequestPlace place = key == null ? null : new RequestPlace(key, written.size() + 1);
            Entry entry = new Entry(
                    session, head, Stamp.after(head, now), new EntryInsert(session, head.ordinal() + 1, place));
            written.add(write instanceof PreparedPut put ? put(entry, put) : retire(entry, (PreparedRetire) write));
        }
        return List.copyOf(written);
    }

    static String requireId(String id) {
        return Utf8Text.require("fact id", id, 1, Fact.MAX_ID_BYTES);
    }

    private void requireExpected(Session session, PreparedWrite write, KeyHead head) throws SQLException {
        Expected expected = write.expected();
        if (expected != null && !expected.matches(head.active())) {
            throw new VersionConflictException(
                    write.key(), expected, facts.active(session, write.key()).orElse(null));
        }
    }

    private Fact put(Entry entry, PreparedPut put) throws SQLException {
        Fact fact = new Fact(
                requireId(ids.get()),
                put.assertion(),
                entry.head.revision() + 1,
                entry.stamp.sequence(),
                entry.stamp.recordedAt(),
                put.contentHash(),
                null);
        entry.insert.assertion(fact, put.value());
        return fact;
    }

    private Fact retire(Entry entry, PreparedRetire retire) throws SQLException {
        RetirementRequest request = retire.request();
        Fact active =
                facts.active(entry.session, request.key()).orElseThrow(() -> new NoActiveFactException(request.key()));
        Retirement end = new Retirement(
                request.invalidAt(),
                entry.stamp.recordedAt(),
                entry.stamp.sequence(),
                request.actor(),
                request.reason());
        entry.insert.retirement(request.key(), active.version(), end);
        return active.retiredBy(end);
    }

    /** Where the next entry of a key goes. */
    private record Entry(Session session, KeyHead head, Stamp stamp, EntryInsert insert) {}
}
