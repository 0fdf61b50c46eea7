package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.ChangeRefusedException;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.ManualClock;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What {@code append} takes over and what it refuses. The changes come from the model. */
abstract class ReplicaRules extends StoreRules {

    private static final IdempotencyKey ASKED = new IdempotencyKey("asked");
    private static final EdgeKey EDGE = new EdgeKey("vm:1", "runs-on", "host:cp-1");

    ReplicaRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is an id, a sequence, a time or a request the replica's own, or is a kind of change left out? */
    @Rule("STORE-REPLICA-1")
    void theReplicaAnswersAsTheStoreThatItCopies() {
        ReplicaStore replica = replica();
        ModelStore source = source();

        List<Change> changes = source.changesSince(0, FactQuery.MAX_LIMIT);
        replica.append(changes.subList(0, 2));
        replica.append(changes.subList(2, changes.size()));

        assertEquals(changes, replica.changesSince(0, FactQuery.MAX_LIMIT), "changesSince");
        assertEquals(source.lastSequence(), replica.lastSequence(), "lastSequence");
        assertEquals(source.list(FactQuery.all()), replica.list(FactQuery.all()), "list");
        for (Key key : List.of(KEY, EDGE, key(HostileTexts.EMOJI))) {
            assertEquals(source.active(key), replica.active(key), "active of " + key);
            assertEquals(source.history(key, 0, 10), replica.history(key, 0, 10), "history of " + key);
            for (long sequence = 0; sequence <= source.lastSequence(); sequence++) {
                Basis basis = new Basis.AtSequence(sequence);
                assertEquals(source.asOf(key, NOON, basis), replica.asOf(key, NOON, basis), key + " as of " + basis);
            }
        }
    }

    /** If it fails: are the changes before the refused one committed by themselves? */
    @Rule("STORE-REPLICA-2")
    void allChangesOfACallAreTakenOrNone() {
        ReplicaStore replica = replica();
        List<Change> changes = new ArrayList<>(source().changesSince(0, FactQuery.MAX_LIMIT));
        changes.add(changes.get(0));

        assertThrows(ChangeRefusedException.class, () -> replica.append(changes));

        assertEquals(List.of(), replica.changesSince(0, FactQuery.MAX_LIMIT), "what a refused call left behind");
        replica.append(changes.subList(0, changes.size() - 1));
        assertEquals(changes.size() - 1L, replica.lastSequence(), "lastSequence after the same without the fault");
    }

    /** If it fails: is the sequence compared with the last one, and is a gap, which is a change left out, let through? */
    @Rule("STORE-REPLICA-3")
    void onlyTheNextSequenceIsTaken() {
        Fact first = fact(KEY, 1, 1, NOON, "id-a");
        Fact second = fact(KEY, 2, 2, NOON, "id-b");
        replica().append(List.of(asserted(first), asserted(second)));
        for (long sequence : new long[] {1, 2, 4, 100}) {
            assertRefused(asserted(fact(KEY, 3, sequence, NOON, "id-c")), "sequence " + sequence + " behind 2");
        }
    }

    /** If it fails: are recorded times compared with the change before, also within a call? */
    @Rule("STORE-REPLICA-3")
    void recordedTimeDoesNotGoBack() {
        replica().append(List.of(asserted(fact(KEY, 1, 1, NOON, "id-a"))));
        assertRefused(asserted(fact(KEY, 2, 2, NOON.minusNanos(1_000), "id-b")), "a microsecond before the last");
    }

    /** If it fails: is the revision looked up, also of a key that is new or whose fact was retired? */
    @Rule("STORE-REPLICA-4")
    void onlyTheNextRevisionIsTaken() {
        replica().append(List.of(asserted(fact(KEY, 1, 1, NOON, "id-a"))));
        for (long revision : new long[] {1, 3}) {
            assertRefused(asserted(fact(KEY, revision, 2, NOON, "id-b")), "revision " + revision + " after 1");
        }
        assertRefused(asserted(fact(key("host:new"), 2, 2, NOON, "id-b")), "revision 2 of a new key");
    }

    /** If it fails: is the version that is retired compared, revision and hash, with the active one? */
    @Rule("STORE-REPLICA-4")
    void onlyTheActiveVersionIsRetired() {
        Fact first = fact(KEY, 1, 1, NOON, "id-a");
        Fact second = fact(KEY, 2, 2, NOON, "id-b");
        replica().append(List.of(asserted(first), asserted(second)));
        Sha256 other = Sha256.of(new byte[0]);
        assertRefused(retired(KEY, first.version(), 3), "the retirement of a version that was superseded");
        assertRefused(retired(KEY, new FactVersion(2, other), 3), "the retirement of other content");
        assertRefused(retired(key("host:new"), first.version(), 3), "the retirement of what never was");
        replica().append(List.of(retired(KEY, second.version(), 3)));
        assertRefused(retired(KEY, second.version(), 4), "a second retirement");
    }

    /** If it fails: is the hash kept or computed without being compared? */
    @Rule("STORE-REPLICA-5")
    void theContentHashMustFit() {
        replica();
        Fact sound = fact(KEY, 1, 1, NOON, "id-a");
        Sha256 other = says(KEY, "other").contentHash();
        Fact altered = new Fact(sound.id(), sound.assertion(), 1, 1, NOON, other, null);
        assertRefused(asserted(altered), "a fact with the hash of another");
    }

    /** If it fails: are ids compared with all that the store has? */
    @Rule("STORE-REPLICA-6")
    void anIdThatIsTakenIsRefused() {
        replica().append(List.of(asserted(fact(KEY, 1, 1, NOON, "id-a"))));
        assertRefused(asserted(fact(key("host:new"), 1, 2, NOON, "id-a")), "a second fact with one id");
    }

    /** If it fails: a request is used once, its places follow each other, and all of it has one recorded time. */
    @Rule("STORE-REPLICA-6")
    void onlyTheNextPlaceOfARequestIsTaken() {
        replica().append(List.of(asked(1, 1, NOON)));
        assertRefused(asked(2, 1, NOON), "the same place again");
        assertRefused(asked(2, 3, NOON), "a place that is not the next");
        assertRefused(asked(2, 2, NOON.plusSeconds(1)), "the next place at another time");
        replica().append(List.of(asserted(fact(key("host:between"), 1, 2, NOON, "id-between"))));
        assertRefused(asked(3, 2, NOON), "the next place behind another change");
        assertRefused(asked(3, 1, NOON), "the first place of a request that was before");
    }

    /** If it fails: does a write count from what the store itself wrote, or does the clock go back behind what was appended? */
    @Rule("STORE-REPLICA-7")
    void ownWritesGoOnFromWhatWasAppended() {
        ReplicaStore replica = replica();
        ModelStore source = source();
        replica.append(source.changesSince(0, FactQuery.MAX_LIMIT));
        long last = source.lastSequence();
        long revision = source.active(KEY).orElseThrow().revision();
        Instant recorded = source.changesSince(last - 1, 1).get(0).recordedAt();

        Fact put = replica.put(says(KEY, "own"));

        assertEquals(last + 1, put.sequence(), "sequence");
        assertEquals(revision + 1, put.revision(), "revision");
        assertEquals(recorded, put.recordedAt(), "recordedAt, with the clock behind");
    }

    /** If it fails: are idempotency keys kept elsewhere than with the changes? */
    @Rule("STORE-REPLICA-7")
    void anAppendedRequestIsAnsweredLikeAWrittenOne() {
        ReplicaStore replica = replica();
        ModelStore source = source();
        replica.append(source.changesSince(0, FactQuery.MAX_LIMIT));

        Optional<List<Fact>> outcome = replica.outcome(ASKED);
        assertEquals(source.outcome(ASKED), outcome, "outcome");
        assertEquals(outcome.orElseThrow(), replica.write(request()), "the same request again");
        assertEquals(source.lastSequence(), replica.lastSequence(), "lastSequence after the repetition");
    }

    /** If it fails: is an empty list taken for a success? */
    @Rule("STORE-ARG-1")
    void appendingNothingIsRefused() {
        ReplicaStore replica = replica();
        assertThrows(InvalidArgumentException.class, () -> replica.append(List.of()));
    }

    /** A record with every kind of change, an hour ahead of the clock of the store under test. */
    private ModelStore source() {
        ManualClock ahead = new ManualClock(NOON.plusSeconds(3_600));
        ModelStore source = new ModelStore(place().options().withClock(ahead));
        source.put(says(KEY, "up"));
        source.put(saysSince(second(-5), KEY, "down"));
        source.put(new Assertion(EDGE, JsonObject.EMPTY, NOON, "actor", "reason"));
        ahead.step(Duration.ofSeconds(1));
        source.retire(retirementAt(second(-1), KEY));
        source.write(request());
        source.put(says(KEY, "up"));
        return source;
    }

    private static WriteBatch request() {
        return WriteBatch.of(
                        Write.put(says(key(HostileTexts.EMOJI), HostileTexts.LAST)),
                        Write.retire(new RetirementRequest(EDGE, NOON, "who", "why")))
                .withIdempotencyKey(ASKED);
    }

    private void assertRefused(Change change, String what) {
        Store store = store();
        List<Change> before = store.changesSince(0, FactQuery.MAX_LIMIT);
        assertThrows(ChangeRefusedException.class, () -> replica().append(List.of(change)), what);
        assertEquals(before, store.changesSince(0, FactQuery.MAX_LIMIT), "the record after " + what);
    }

    private static Fact fact(FactKey key, long revision, long sequence, Instant recordedAt, String id) {
        Assertion said = says(key, "text of " + id);
        return new Fact(id, said, revision, sequence, recordedAt, said.contentHash(), null);
    }

    private static Change asked(long sequence, int place, Instant recordedAt) {
        Fact fact = fact(key("host:" + sequence), 1, sequence, recordedAt, "id-" + sequence + "-" + place);
        return new Change.Asserted(fact, new RequestPlace(ASKED, place));
    }

    private static Change asserted(Fact fact) {
        return new Change.Asserted(fact, null);
    }

    private static Change retired(FactKey key, FactVersion version, long sequence) {
        return new Change.Retired(key, version, new Retirement(NOON, NOON, sequence, "who", "why"), null);
    }

    /** The store, if it is a replica; otherwise it must say that it is not, and the test ends here. */
    private ReplicaStore replica() {
        if (store() instanceof ReplicaStore replica) {
            return replica;
        }
        assertFalse(
                store().capabilities().contains(Capability.REPLICA),
                "the store says that it is a REPLICA and does not implement ReplicaStore");
        throw new TestAbortedException("the store takes over no changes, and says so");
    }
}
