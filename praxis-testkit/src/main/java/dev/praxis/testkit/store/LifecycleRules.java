package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreClosedException;
import dev.praxis.api.store.StoreReadOnlyException;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.function.Executable;

/** What a store says it can do, and what closing and opening again do. */
abstract class LifecycleRules extends StoreRules {

    LifecycleRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: a capability is true if and only if its type is implemented; {@link Capability#of} knows. */
    @Rule("STORE-CAP-1")
    void theStoreHasExactlyTheCapabilitiesOfItsTypes() {
        assertEquals(Capability.of(store()), store().capabilities(), "capabilities of " + store().getClass());
    }

    /** If it fails: is the set the store's own, so that a caller could change what the store says of itself? */
    @Rule("STORE-CAP-1")
    void aCallerCannotEditTheCapabilities() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> store().capabilities().clear());
    }

    /** If it fails: which method still answers, or fails with something of the driver's? */
    @Rule("STORE-CLOSE-1")
    void aClosedStoreRefusesEveryCall() {
        Store store = store();
        store.put(says(KEY, "up"));
        List<Change> changes = store.changesSince(0, 1);
        store.close();

        Map<String, Executable> calls = new LinkedHashMap<>();
        calls.put("put", () -> store.put(says(KEY, "down")));
        calls.put("retire", () -> store.retire(retirement(KEY)));
        calls.put("active", () -> store.active(KEY));
        calls.put("list", () -> store.list(FactQuery.all()));
        calls.put("history", () -> store.history(KEY, 0, 1));
        calls.put("asOf", () -> store.asOf(KEY, NOON, new Basis.AtSequence(1)));
        calls.put("write", () -> store.write(WriteBatch.of(puts(KEY, "down"))));
        calls.put("outcome", () -> store.outcome(new IdempotencyKey("once")));
        calls.put("timeline", () -> store.timeline(KEY, Basis.latest(), NOON, 1));
        calls.put("neighbours", () -> store.neighbours(EdgeQuery.from("vm:web")));
        calls.put("changesSince", () -> store.changesSince(0, 1));
        calls.put("lastSequence", store::lastSequence);
        if (store instanceof VersionedStore versioned) {
            calls.put("putIf", () -> versioned.putIf(says(KEY, "down"), Expected.absent()));
            calls.put(
                    "retireIf",
                    () -> versioned.retireIf(
                            retirement(KEY), Expected.content(says(KEY, "up").contentHash())));
        }
        if (store instanceof ReplicaStore replica) {
            calls.put("append", () -> replica.append(changes));
        }
        if (store instanceof SelfCheckingStore checking) {
            calls.put("selfCheck", () -> checking.selfCheck(1));
        }
        if (store instanceof VectorStore vectors) {
            VectorSpace space = new VectorSpace("closed", 1);
            Vector vector = Vector.of(1);
            calls.put("embed", () -> vectors.embed(space, "id", vector));
            calls.put("nearest", () -> vectors.nearest(space, vector, 1));
        }
        calls.forEach((name, call) -> assertThrows(StoreClosedException.class, call, name + " after close"));
    }

    /** If it fails: does the second close release what is already released? */
    @Rule("STORE-CLOSE-1")
    void closingTwiceIsAllowed() {
        store().close();
        assertDoesNotThrow(() -> store().close());
    }

    /** If it fails: does close wait for the calls under way, and do the later ones get the documented refusal? */
    @Rule("STORE-CLOSE-1")
    void closingDuringWritesAnswersEachOfThem() {
        Store store = store();
        List<Fact> acknowledged = new ArrayList<>();
        AtomicBoolean closed = new AtomicBoolean();
        Race race = new Race();
        race.runner(() -> {
            boolean mustRefuse = false;
            try {
                while (!mustRefuse) {
                    mustRefuse = closed.get();
                    acknowledged.add(store.put(says(KEY, "up")));
                    race.signal();
                }
            } catch (StoreClosedException refused) {
                return;
            }
            throw new AssertionError("a put after close was accepted");
        });
        race.runner(() -> {
            race.awaitSignal();
            store.close();
            closed.set(true);
        });
        race.run();

        if (place().keepsData()) {
            List<Fact> kept = place().reopen().history(KEY, 0, FactQuery.MAX_LIMIT);
            int first = Math.min(acknowledged.size(), FactQuery.MAX_LIMIT);
            assertEquals(
                    acknowledged.subList(0, first).stream().map(Fact::id).toList(),
                    kept.stream().limit(first).map(Fact::id).toList(),
                    "ids of what was acknowledged before the close");
        }
    }

    /** If it fails: was a write acknowledged before it was committed, or is something kept only in memory? */
    @Rule("STORE-DURABLE-1")
    void everythingIsThereWhenThePlaceIsOpenedAgain() {
        assumeKept();
        FactKey other = key(HostileTexts.EMOJI);
        store().put(says(KEY, "up"));
        store().put(saysSince(second(-60), KEY, "down"));
        Fact retired = store().retire(retirementAt(second(60), KEY));
        Fact active = store().put(says(other, "up"));
        List<Fact> history = history(KEY);

        place().reopen();

        assertEquals(history, history(KEY), "history");
        assertEquals(Optional.empty(), store().active(KEY), "active of the retired key");
        assertEquals(Optional.of(active), store().active(other), "active");
        assertEquals(List.of(active), store().list(FactQuery.all()).facts(), "list");
        long before = retired.ended().orElseThrow().sequence() - 1;
        Optional<Fact> believed = store().asOf(KEY, second(-60), new Basis.AtSequence(before));
        assertEquals(Optional.of(retired.id()), believed.map(Fact::id), "asOf");
    }

    /** If it fails: do revision, sequence or recorded time start anew in each process? */
    @Rule("STORE-DURABLE-1")
    void countingGoesOnWhereItWas() {
        assumeKept();
        clock().step(Duration.ofHours(1));
        Fact up = store().put(says(KEY, "up"));
        Fact retired = store().retire(retirement(KEY));
        clock().step(Duration.ofHours(-2));

        place().reopen();

        Fact down = store().put(says(KEY, "down"));
        assertEquals(up.revision() + 1, down.revision(), "revision");
        assertEquals(up.recordedAt(), down.recordedAt(), "recordedAt, with the clock behind");
        assertTrue(
                down.sequence() > retired.ended().orElseThrow().sequence(),
                "the sequence " + down.sequence() + " does not follow the end of " + retired);
        assertEquals(List.of(retired, down), history(KEY), "history");
    }

    /** If it fails: which write is not refused, or what is written though the store was opened to be read only? */
    @Rule("STORE-READ-1")
    void aStoreThatIsOnlyReadAnswersAndRefusesToWrite() {
        assumeKept();
        WriteBatch once = WriteBatch.of(puts(KEY, "up")).withIdempotencyKey(new IdempotencyKey("once"));
        List<Fact> written = store().write(once);
        List<Change> changes = store().changesSince(0, 1);
        List<Fact> history = history(KEY);

        Store reader = place().reopenForReading();

        assertEquals(Optional.of(written.get(0)), reader.active(KEY), "active");
        assertEquals(history, history(KEY), "history");
        assertEquals(written, reader.list(FactQuery.all()).facts(), "list");
        assertEquals(changes, reader.changesSince(0, 1), "changes");
        Map<String, Executable> calls = new LinkedHashMap<>();
        calls.put("put", () -> reader.put(says(KEY, "down")));
        calls.put("retire", () -> reader.retire(retirement(KEY)));
        calls.put("write again what was written", () -> reader.write(once));
        calls.put("outcome", () -> reader.outcome(new IdempotencyKey("once")));
        if (reader instanceof ReplicaStore replica) {
            calls.put("append", () -> replica.append(changes));
        }
        if (reader instanceof VectorStore vectors) {
            Vector vector = Vector.of(1);
            calls.put(
                    "embed",
                    () -> vectors.embed(
                            new VectorSpace("read", 1), written.get(0).id(), vector));
        }
        calls.forEach((name, call) -> assertThrows(StoreReadOnlyException.class, call, name));
        assertEquals(written.get(0).sequence(), reader.lastSequence(), "the last sequence, after refused writes");
        assertEquals(history, place().reopen().history(KEY, 0, 10), "history, opened to be written again");
    }

    private void assumeKept() {
        assumeTrue(place().keepsData(), "the fixture keeps nothing, so durability is not asked of this store");
    }
}
