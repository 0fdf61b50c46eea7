package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.View;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.ManualClock;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code write} does with several writes. */
abstract class BatchRules extends StoreRules {

    private static final FactKey OTHER = key("host:cp-2");
    private static final FactKey ABSENT = key("host:absent");
    private static final EdgeKey EDGE = edge("vm:web", "runs-on", "host:cp-1");

    BatchRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: are the writes before or behind the refused one kept? */
    @Rule("STORE-BATCH-1")
    void oneRefusedWriteAtAnyPlaceRefusesAll() {
        Fact up = store().put(says(KEY, "up"));
        store().put(says(EDGE, "up"));
        Map<Write, Class<? extends PraxisException>> refused = new LinkedHashMap<>();
        refused.put(retires(ABSENT), NoActiveFactException.class);
        refused.put(retires(edge("a", "r", "b")), NoActiveFactException.class);
        refused.put(Write.putIf(says(ABSENT, "x"), Expected.version(up.version())), VersionConflictException.class);
        refused.put(
                Write.retireIf(retirement(ABSENT), Expected.content(up.contentHash())), VersionConflictException.class);
        refused.put(
                Write.put(LargeAssertions.ofValueLength(ABSENT, JsonValue.MAX_BYTES + 1)), JsonRefusedException.class);
        List<Write> sound = List.of(puts(KEY, "down"), retires(EDGE), puts(key("host:new"), "up"));
        refused.forEach((write, refusal) -> {
            for (int place = 0; place <= sound.size(); place++) {
                List<Write> writes = new ArrayList<>(sound);
                writes.add(place, write);
                assertRefused(refusal, new WriteBatch(writes, null));
            }
        });
        assertEquals(List.of(), history(key("host:new")), "history of a key that only refused batches named");
        assertEquals(1, store().put(says(key("host:new"), "up")).revision(), "its first revision");
    }

    /** If it fails: is the expectation of an absent key, or of a version, checked against what the batch itself wrote? */
    @Rule("STORE-BATCH-1")
    void allConditionsOfABatchMustBeMet() {
        Fact key = store().put(says(KEY, "1"));
        Fact other = store().put(says(OTHER, "1"));
        WriteBatch stale = WriteBatch.of(
                Write.putIf(says(KEY, "2"), Expected.version(key.version())),
                Write.putIf(says(OTHER, "2"), Expected.absent()));
        assertRefused(VersionConflictException.class, stale);
        if (store() instanceof VersionedStore versioned) {
            assertCurrent(versioned, stale, other);
            List<Fact> facts = store().write(WriteBatch.of(
                    Write.putIf(says(KEY, "2"), Expected.version(key.version())),
                    Write.retireIf(retirement(OTHER), Expected.content(other.contentHash())),
                    Write.putIf(says(EDGE, "2"), Expected.absent())));
            assertEquals(List.of(2L, 1L, 1L), facts.stream().map(Fact::revision).toList());
            assertEquals(Optional.of(facts.get(0)), store().active(KEY));
            assertEquals(Optional.empty(), store().active(OTHER));
            assertEquals(Optional.of(facts.get(2)), store().active(EDGE));
        }
    }

    /** If it fails: are all expectations checked before, or behind, all retirements of nothing? */
    @Rule("STORE-BATCH-1")
    void theFirstRefusedWriteIsTheOneThatIsTold() {
        Fact up = store().put(says(KEY, "up"));
        Write conflict = Write.putIf(
                says(KEY, "down"), Expected.content(says(KEY, "other").contentHash()));
        assertRefused(NoActiveFactException.class, WriteBatch.of(puts(OTHER, "x"), retires(ABSENT), conflict));
        assertRefused(VersionConflictException.class, WriteBatch.of(conflict, puts(OTHER, "x"), retires(ABSENT)));
        Write staleToo = Write.putIf(says(ABSENT, "x"), Expected.version(up.version()));
        assertRefused(VersionConflictException.class, WriteBatch.of(staleToo, conflict));
        if (store() instanceof VersionedStore) {
            VersionConflictException first = assertThrows(
                    VersionConflictException.class, () -> store().write(WriteBatch.of(staleToo, conflict)));
            assertEquals(ABSENT, first.key(), "the key of the conflict");
            assertEquals(Optional.empty(), first.current(), "what is active there");
        }
    }

    /** If it fails: is a sequence, a revision or an ordinal taken for a write that was rolled back? */
    @Rule("STORE-BATCH-1")
    void aRefusedBatchLeavesNoGapThatReadersCouldSee() {
        Fact before = store().put(says(KEY, "up"));
        long last = store().lastSequence();
        WriteBatch refused = WriteBatch.of(puts(KEY, "down"), puts(OTHER, "x"), puts(EDGE, "x"), retires(ABSENT));
        assertThrows(NoActiveFactException.class, () -> store().write(refused));

        assertEquals(last, store().lastSequence(), "the last sequence");
        assertEquals(Optional.of(before), store().active(KEY), "active");
        assertEquals(List.of(before), history(KEY), "history");
        assertEquals(List.of(before), store().list(FactQuery.all()).facts(), "list");
        assertEquals(
                List.of(), store().neighbours(EdgeQuery.from(EDGE.subject())).facts(), "neighbours");
        assertEquals(Optional.of(before), store().asOf(KEY, NOON, Basis.latest()), "as of noon");
        assertEquals(List.of(), store().changesSince(last, 9), "changes");
        List<Fact> facts = store().write(WriteBatch.of(puts(KEY, "down"), puts(OTHER, "x"), puts(EDGE, "x")));
        assertEquals(List.of(2L, 1L, 1L), facts.stream().map(Fact::revision).toList(), "revisions behind it");
    }

    /** If it fails: is the answer in the order of the keys, or is it what was read back after the whole batch? */
    @Rule("STORE-BATCH-2")
    void aBatchAnswersInItsOrderWhatEachWriteWould() {
        store().put(says(OTHER, "old"));
        Fact retiredBefore = store().put(says(EDGE, "old"));
        Instant now = clock().step(Duration.ofSeconds(1));

        List<Fact> facts = store().write(WriteBatch.of(
                puts(key("z"), "new"),
                Write.retire(retirementAt(second(7), EDGE)),
                puts(OTHER, "newer"),
                puts(KEY, "n")));

        assertEquals(
                List.of(key("z"), EDGE, OTHER, KEY),
                facts.stream().map(Fact::key).toList(),
                "keys");
        assertEquals(List.of(1L, 1L, 2L, 1L), facts.stream().map(Fact::revision).toList(), "revisions");
        List<Long> sequences = facts.stream().map(BatchRules::changedAt).toList();
        assertEquals(sequences.stream().sorted().distinct().toList(), sequences, "sequences");
        assertTrue(sequences.get(0) > retiredBefore.sequence(), "a sequence from before: " + sequences);
        Retirement end = new Retirement(second(7), now, sequences.get(1), "who retires", "why it is retired");
        assertEquals(retiredBefore.retiredBy(end), facts.get(1), "the retired edge");
        for (int i : new int[] {0, 2, 3}) {
            assertEquals(Optional.of(facts.get(i)), store().active(facts.get(i).key()), "active");
            assertEquals(now, facts.get(i).recordedAt(), "recorded time");
        }
        assertEquals(sequences, changes().stream().skip(2).map(Change::sequence).toList(), "in the record");
    }

    /** If it fails: is the clock asked for each write? It must be asked once for a batch. */
    @Rule("STORE-BATCH-2")
    void allChangesOfABatchHaveOneRecordedTime() {
        try (StorePlace place = newPlace(options -> options.withClock(new TickingClock(NOON)))) {
            Store store = place.store();
            store.write(WriteBatch.of(puts(KEY, "up"), puts(OTHER, "up"), puts(EDGE, "up")));
            List<Fact> facts = store.write(WriteBatch.of(puts(KEY, "down"), retires(EDGE), puts(ABSENT, "up")));

            List<Change> changes = store.changesSince(0, 9);
            assertEquals(6, changes.size(), "changes");
            for (List<Change> batch : List.of(changes.subList(0, 3), changes.subList(3, 6))) {
                assertEquals(
                        1, batch.stream().map(Change::recordedAt).distinct().count(), "times of " + batch);
            }
            Instant time = facts.get(0).recordedAt();
            assertTrue(changes.get(2).recordedAt().isBefore(time), "the second batch has a later time");
            assertEquals(time, facts.get(1).ended().orElseThrow().supersededAt(), "of the retirement");
            assertEquals(
                    time, store.history(KEY, 0, 1).get(0).ended().orElseThrow().supersededAt(), "of the end");
        }
    }

    /** If it fails: is there a limit of parameters or of rows below that of the API? */
    @Rule("STORE-BATCH-2")
    void theGreatestBatchIsWritten() {
        List<Write> writes = Stream.iterate(0, i -> i + 1)
                .limit(WriteBatch.MAX_WRITES)
                .map(i -> puts(i % 2 == 0 ? key("host:" + i) : edge("all", "r", "vm:" + i), "up"))
                .toList();
        List<Fact> facts = store().write(new WriteBatch(writes, null));
        assertEquals(
                writes.stream().map(Write::key).toList(),
                facts.stream().map(Fact::key).toList());
        assertEquals(
                WriteBatch.MAX_WRITES / 2, store().list(FactQuery.all()).facts().size(), "facts");
        assertEquals(
                WriteBatch.MAX_WRITES / 2,
                store().neighbours(EdgeQuery.from("all")).facts().size(),
                "edges");
        assertEquals(
                facts.stream().map(Fact::sequence).toList(),
                store().changesSince(0, FactQuery.MAX_LIMIT).stream()
                        .map(Change::sequence)
                        .toList(),
                "sequences");
    }

    /** If it fails: are the changes of a batch one change to a reader as of a sequence, or of a recorded time many? */
    @Rule("STORE-BATCH-3")
    void onlyAsOfASequenceWithinABatchAPartOfItIsSeen() {
        store().put(says(KEY, "old"));
        Instant before = clock().instant();
        Instant now = clock().step(Duration.ofSeconds(1));
        List<FactKey> keys = Stream.of("a", "b", "c").map(StoreRules::key).toList();
        List<Fact> facts = store().write(new WriteBatch(
                keys.stream().map(key -> puts(key, "new")).toList(), null));

        for (int i = 0; i < facts.size(); i++) {
            List<Key> seen = seenAt(new Basis.AtSequence(facts.get(i).sequence()));
            assertEquals(keys.subList(0, i + 1), seen.subList(0, i + 1), "as of change " + i + " of the batch");
            assertEquals(i + 2, seen.size(), "facts as of change " + i + " of the batch");
        }
        assertEquals(List.of(KEY), seenAt(new Basis.RecordedAt(before)), "before the batch was recorded");
        assertEquals(List.of(KEY), seenAt(new Basis.RecordedAt(now.minusNanos(1_000))), "just before");
        assertEquals(4, seenAt(new Basis.RecordedAt(now)).size(), "facts when it was recorded");
    }

    private static void assertCurrent(Store store, WriteBatch stale, Fact current) {
        WriteBatch onlyTheSecond = WriteBatch.of(stale.writes().get(1));
        VersionConflictException conflict =
                assertThrows(VersionConflictException.class, () -> store.write(onlyTheSecond));
        assertEquals(Optional.of(current), conflict.current(), "the fact in the conflict");
    }

    private List<Key> seenAt(Basis basis) {
        return store().list(FactQuery.all().withView(View.activeAt(basis))).facts().stream()
                .map(Fact::key)
                .toList();
    }

    /** Shows another second each time that it is asked. */
    private record TickingClock(ManualClock clock) implements InstantSource {

        TickingClock(Instant start) {
            this(new ManualClock(start));
        }

        @Override
        public Instant instant() {
            return clock.step(Duration.ofSeconds(1));
        }
    }

    private static long changedAt(Fact fact) {
        return fact.ended().map(Retirement::sequence).orElse(fact.sequence());
    }
}
