package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreFinding;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.api.store.archive.VerificationReport;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stores whose answers do not agree with their changes, and one that writes while it is verified. */
class StoreVerifierTest {

    private static final FactKey FACT = new FactKey("host:a", "role", "declared");
    private static final EdgeKey EDGE = new EdgeKey("vm:1", "runs-on", "host:a");

    @DisplayName("a generated record of a sound store has no findings")
    @Test
    void soundStoresAreIntact() {
        long seed = new Random().nextLong();
        ModelStore store = new ModelStore(StoreOptions.defaults());
        HostileRecord.write(store, seed, 40);
        VerificationReport report = verify(store);
        assertEquals(List.of(), report.findings(), "seed " + seed);
        assertTrue(report.complete());
        assertEquals(store.lastSequence(), report.changes());
    }

    @Test
    void aListingThatLacksAFactIsFound() {
        assertFound("missing from the listing", new ForwardingStore(sound()) {
            @Override
            public Page<FactKey> list(FactQuery query) {
                return new Page<>(List.of(), null);
            }
        });
    }

    @Test
    void aListingOfAFactThatIsNotThereIsFound() {
        VersionedStore sound = sound();
        Fact superseded = sound.history(FACT, 0, 1).get(0);
        assertFound("it is listed and is not what its changes end with", new ForwardingStore(sound) {
            @Override
            public Page<FactKey> list(FactQuery query) {
                return new Page<>(List.of(superseded), null);
            }
        });
    }

    @DisplayName("an edge that is missing in either direction is found")
    @Test
    void missingEdgesAreFound() {
        for (Direction direction : Direction.values()) {
            assertFound("missing from " + direction + " edges", new ForwardingStore(sound()) {
                @Override
                public Page<EdgeKey> neighbours(EdgeQuery query) {
                    return query.direction() == direction ? new Page<>(List.of(), null) : super.neighbours(query);
                }
            });
        }
    }

    @Test
    void anActiveFactThatIsNotTheLastIsFound() {
        assertFound("what is active is not", new ForwardingStore(sound()) {
            @Override
            public Optional<Fact> active(Key key) {
                return super.history(key, 0, 1).stream().findFirst();
            }
        });
        assertFound("what is active is not", new ForwardingStore(sound()) {
            @Override
            public Optional<Fact> active(Key key) {
                return Optional.empty();
            }
        });
    }

    @DisplayName("a change that cannot be read is a finding; the others are read")
    @Test
    void anUnreadableChangeIsFound() {
        VerificationReport report = verify(new UnreadableAt(sound(), 2));
        assertEquals(
                new StoreFinding(2, null, "entry 2 is damaged"),
                report.findings().get(0));
        assertEquals(2, report.changes());
        assertEquals(null, report.checkpoint());
    }

    @DisplayName("after an unreadable change, the next ones of its key and of its request are not reported as well")
    @Test
    void anUnreadableChangeIsReportedOnce() {
        ModelStore sound = new ModelStore(StoreOptions.defaults());
        sound.put(said(FACT));
        sound.write(WriteBatch.of(Write.put(said(FACT)), Write.put(said(EDGE)))
                .withIdempotencyKey(new IdempotencyKey("asked")));
        sound.put(said(FACT));
        sound.retire(new RetirementRequest(FACT, StorePlace.NOON, "a", "r"));
        VerificationReport report = verify(new UnreadableAt(sound, 2));
        assertEquals(List.of(new StoreFinding(2, null, "entry 2 is damaged")), report.findings());
        assertEquals(4, report.changes());
    }

    @DisplayName("a last sequence that cannot be read is a finding; the changes are read all the same")
    @Test
    void anUnreadableLastSequenceIsFound() {
        VerificationReport report = verify(new UnreadableAt(sound(), 99) {
            @Override
            public long lastSequence() {
                throw new StoreCorruptException("no end", null);
            }
        });
        assertEquals(List.of(new StoreFinding(0, null, "the last sequence cannot be read: no end")), report.findings());
        assertEquals(3, report.changes());
        assertEquals(null, report.checkpoint());
    }

    @DisplayName("a self-check that meets damage is a finding, and what was found before is kept")
    @Test
    void aFailingSelfCheckKeepsTheFindings() {
        VerificationReport report = verify(new UnreadableAt(sound(), 2));
        VerificationReport checking = verify(new FailingSelfCheck(new UnreadableAt(sound(), 2)));
        assertEquals(
                Stream.concat(
                                report.findings().stream(),
                                Stream.of(new StoreFinding(0, null, "what lies beneath cannot be read: no page")))
                        .toList(),
                checking.findings());
    }

    @DisplayName("a record in which something is found has no checkpoint, nor has one that was read in part")
    @Test
    void onlyASoundRecordHasACheckpoint() {
        assertEquals(3, verify(sound()).checkpoint().sequence());
        ForwardingStore faulty = new ForwardingStore(sound()) {
            @Override
            public Optional<Fact> active(Key key) {
                return Optional.empty();
            }
        };
        assertEquals(null, verify(faulty).checkpoint());
        assertEquals(null, StoreVerifier.verify(faulty, null, 1).checkpoint());
    }

    @DisplayName("it stops at as many findings as were asked for, and says so")
    @Test
    void itStops() {
        ForwardingStore lying = new ForwardingStore(sound()) {
            @Override
            public Optional<Fact> active(Key key) {
                return Optional.empty();
            }
        };
        VerificationReport report = StoreVerifier.verify(lying, null, 1);
        assertEquals(1, report.findings().size());
        assertFalse(report.complete());
    }

    @DisplayName("what is written during a verification is no finding")
    @Test
    void writersNeedNotWait() {
        VersionedStore sound = sound();
        VerificationReport report = verify(new ForwardingStore(sound) {
            private boolean wrote;

            @Override
            public List<Change> changesSince(long sequence, int limit) {
                if (!wrote) {
                    wrote = true;
                    sound.put(said(FACT));
                    sound.put(said(new FactKey("host:new", "role", "declared")));
                    sound.retire(new RetirementRequest(EDGE, StorePlace.NOON, "a", "r"));
                }
                return super.changesSince(sequence, limit);
            }
        });
        assertEquals(List.of(), report.findings());
        assertEquals(3, report.changes());
    }

    /** Has one change that it cannot give. */
    private static class UnreadableAt extends ForwardingStore {
        private final long damaged;

        UnreadableAt(VersionedStore store, long damaged) {
            super(store);
            this.damaged = damaged;
        }

        @Override
        public List<Change> changesSince(long sequence, int limit) {
            List<Change> changes = super.changesSince(sequence, limit);
            if (changes.stream().anyMatch(change -> change.sequence() == damaged)) {
                throw new StoreCorruptException("entry " + damaged + " is damaged", null);
            }
            return changes;
        }
    }

    /** Cannot look at what it keeps. */
    private static final class FailingSelfCheck extends ForwardingStore implements SelfCheckingStore {
        FailingSelfCheck(VersionedStore store) {
            super(store);
        }

        @Override
        public List<StoreFinding> selfCheck(int limit) {
            throw new StoreCorruptException("no page", null);
        }

        @Override
        public SchemaVersion schemaVersion() {
            throw new UnsupportedOperationException();
        }
    }

    private static VersionedStore sound() {
        ModelStore store = new ModelStore(StoreOptions.defaults());
        store.put(said(FACT));
        store.put(said(FACT));
        store.put(said(EDGE));
        return store;
    }

    private static Assertion said(Key key) {
        return new Assertion(key, JsonObject.EMPTY, StorePlace.NOON, "actor", "reason");
    }

    private static VerificationReport verify(Store store) {
        return StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT);
    }

    private static void assertFound(String what, Store store) {
        List<String> found =
                verify(store).findings().stream().map(StoreFinding::what).toList();
        assertTrue(found.stream().anyMatch(finding -> finding.contains(what)), found.toString());
    }
}
