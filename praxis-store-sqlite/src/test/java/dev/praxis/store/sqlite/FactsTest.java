package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreClosedException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(booleans = {true, false})
class FactsTest {

    @Parameter
    boolean inFile;

    private SqliteStoreFixture fixture;
    private VersionedStore store;

    @BeforeEach
    void open() {
        fixture = inFile ? SqliteStoreFixture.file() : SqliteStoreFixture.memory();
        store = (VersionedStore) fixture.open(StoreOptions.defaults());
    }

    @AfterEach
    void close() {
        store.close();
        fixture.close();
    }

    @Test
    void aFactIsReadAsItWasPut() {
        Fact put = store.put(Samples.say(1));
        assertEquals(Optional.of(put), store.active(Samples.KEY));
        assertEquals(List.of(put), store.history(Samples.KEY, 0, 10));
        assertEquals(Samples.say(1).contentHash(), put.contentHash());
        assertEquals(1, put.revision());
        assertEquals(1, put.sequence());
        assertTrue(put.isActive());
        assertEquals(
                Set.of(Capability.VERSIONED, Capability.REPLICA, Capability.SELF_CHECKING, Capability.VECTORS),
                store.capabilities());
    }

    @Test
    void aSupersededFactCarriesItsEnd() {
        Fact first = store.put(Samples.say(1));
        Fact second = store.put(Samples.say(2));
        Retirement end = new Retirement(
                second.assertion().validFrom(), second.recordedAt(), second.sequence(), "tester", "because");
        assertEquals(List.of(first.retiredBy(end), second), store.history(Samples.KEY, 0, 10));
        assertEquals(List.of(second), store.history(Samples.KEY, 1, 10));
        assertEquals(List.of(first.retiredBy(end)), store.history(Samples.KEY, 0, 1));
    }

    @Test
    void aRetiredFactIsOverAndTheNextRevisionGoesOn() {
        Fact first = store.put(Samples.say(1));
        Fact ended = store.retire(Samples.end(Samples.KEY, 5));
        assertEquals(2, ended.ended().orElseThrow().sequence());
        assertEquals(Optional.empty(), store.active(Samples.KEY));
        assertEquals(List.of(), store.list(FactQuery.all()).facts());
        assertThrows(NoActiveFactException.class, () -> store.retire(Samples.end(Samples.KEY, 5)));
        Fact again = store.putIf(Samples.say(1), Expected.absent());
        assertEquals(2, again.revision());
        assertEquals(3, again.sequence());
        assertEquals(first.contentHash(), again.contentHash());
        assertEquals(List.of(ended, again), store.history(Samples.KEY, 0, 10));
        assertEquals(List.of(again), store.history(Samples.KEY, 1, 10));
    }

    @Test
    void aConflictCarriesTheWinnerAndWritesNothing() {
        Fact first = store.put(Samples.say(1));
        store.put(Samples.say(2));
        Fact third = store.put(Samples.say(1));
        for (Expected stale : List.of(Expected.version(first.version()), Expected.absent())) {
            VersionConflictException conflict =
                    assertThrows(VersionConflictException.class, () -> store.putIf(Samples.say(4), stale));
            assertEquals(Optional.of(third), conflict.current());
            assertThrows(
                    VersionConflictException.class,
                    () -> store.retireIf(Samples.end(Samples.KEY, 9), Expected.version(first.version())));
        }
        assertEquals(3, store.history(Samples.KEY, 0, 10).size());
        assertEquals(
                4,
                store.putIf(Samples.say(4), Expected.content(first.contentHash()))
                        .sequence());
        assertThrows(
                InvalidArgumentException.class, () -> store.retireIf(Samples.end(Samples.KEY, 9), Expected.absent()));
        FactKey unknown = new FactKey("host:none", "memory", "observed");
        VersionConflictException absent = assertThrows(
                VersionConflictException.class,
                () -> store.retireIf(Samples.end(unknown, 9), Expected.version(third.version())));
        assertEquals(Optional.empty(), absent.current());
    }

    @Test
    void asOfAnswersForBothTimes() {
        Fact early = store.put(Samples.say(10));
        Fact late = store.put(Samples.say(30));
        Fact corrected = store.put(Samples.say(20));
        store.retire(Samples.end(Samples.KEY, 40));
        assertAll(
                () -> assertEquals(Optional.empty(), believed(9, 4)),
                () -> assertEquals(Optional.of(early.id()), believed(10, 1)),
                () -> assertEquals(Optional.of(early.id()), believed(35, 1)),
                () -> assertEquals(Optional.of(late.id()), believed(35, 2)),
                () -> assertEquals(Optional.of(early.id()), believed(29, 2)),
                () -> assertEquals(Optional.of(corrected.id()), believed(29, 3)),
                () -> assertEquals(Optional.of(corrected.id()), believed(50, 3)),
                () -> assertEquals(Optional.of(corrected.id()), believed(39, 4)),
                () -> assertEquals(Optional.empty(), believed(40, 4)),
                () -> assertEquals(Optional.empty(), believed(40, 0)));
        Fact known = store.asOf(Samples.KEY, Samples.T0.plusSeconds(35), new Basis.AtSequence(2))
                .orElseThrow();
        assertTrue(known.isActive(), "the end was not known yet");
        Instant now = store.history(Samples.KEY, 0, 10).get(2).recordedAt();
        assertEquals(
                Optional.of(corrected.id()),
                store.asOf(Samples.KEY, Samples.T0.plusSeconds(39), new Basis.RecordedAt(now.plusSeconds(60)))
                        .map(Fact::id));
        assertEquals(
                Optional.empty(),
                store.asOf(
                        Samples.KEY,
                        Samples.T0.plusSeconds(39),
                        new Basis.RecordedAt(early.recordedAt().minusSeconds(1))));
    }

    private Optional<String> believed(long validSecond, long sequence) {
        return store.asOf(Samples.KEY, Samples.T0.plusSeconds(validSecond), new Basis.AtSequence(sequence))
                .map(Fact::id);
    }

    @Test
    void aListingIsInByteOrderAndPrefixesAreBytes() {
        TreeSet<FactKey> keys = new TreeSet<>();
        for (String subject : Hostile.TEXTS) {
            for (String predicate : List.of("p", "\uFFFD", "\uD83D\uDE00")) {
                FactKey key = new FactKey(subject, predicate, "t");
                keys.add(key);
                store.put(Samples.say(key, 1));
                store.put(Samples.say(key, 2));
            }
        }
        FactKey retired = new FactKey("host", "retired", "t");
        store.put(Samples.say(retired, 1));
        store.retire(Samples.end(retired, 2));
        for (int limit : new int[] {1, 2, 7, 1000}) {
            assertEquals(List.copyOf(keys), keys(FactQuery.all().withLimit(limit)));
        }
        for (String prefix : Hostile.TEXTS) {
            assertEquals(
                    keys.stream()
                            .filter(key -> key.subject().startsWith(prefix))
                            .toList(),
                    keys(FactQuery.all().withSubjectPrefix(prefix).withLimit(2)),
                    () -> "prefix " + prefix);
        }
        assertEquals(
                keys.stream().filter(key -> key.predicate().equals("\uFFFD")).toList(),
                keys(FactQuery.all().withPredicate("\uFFFD").withLimit(3)));
        assertEquals(List.copyOf(keys), keys(FactQuery.all().withFactType("t").withLimit(3)));
        assertEquals(List.of(), keys(FactQuery.all().withFactType("T")));
    }

    private List<FactKey> keys(FactQuery query) {
        List<FactKey> keys = new ArrayList<>();
        FactQuery next = query;
        while (true) {
            Page<FactKey> page = store.list(next);
            assertTrue(page.facts().size() <= query.limit());
            page.facts().forEach(fact -> keys.add((FactKey) fact.key()));
            if (page.next() == null) {
                return keys;
            }
            next = query.after(page.next());
        }
    }

    @Test
    void hostileTextComesBackAsItWas() {
        for (String text : Hostile.TEXTS) {
            Assertion said = new Assertion(
                    new FactKey(text, text, text),
                    CanonicalJson.parseObject("{" + CanonicalJson.text(new JsonString(text)) + ":"
                            + CanonicalJson.text(new JsonString(text)) + ",\"n\":1e2}"),
                    Instant.parse("9999-12-31T23:59:59.999999999Z"),
                    text,
                    text);
            store.put(said);
            Fact read = store.active(said.key()).orElseThrow();
            assertEquals(said, read.assertion());
            assertEquals(said.contentHash(), read.assertion().contentHash());
            store.retire(new RetirementRequest(said.key(), Instant.parse("0001-01-01T00:00:00Z"), text, text));
            assertEquals(
                    text,
                    store.history(said.key(), 0, 1).get(0).ended().orElseThrow().reason());
        }
    }

    @Test
    void recordedTimeStandsStillWhenTheClockGoesBack() {
        Iterator<Instant> clock =
                List.of(10L, 5L, 5L, 11L).stream().map(Samples.T0::plusSeconds).iterator();
        try (SqliteStoreFixture other = inFile ? SqliteStoreFixture.file() : SqliteStoreFixture.memory();
                VersionedStore back =
                        (VersionedStore) other.open(StoreOptions.defaults().withClock(new SchemaThen(clock)))) {
            List<Instant> recorded = new ArrayList<>();
            recorded.add(back.put(Samples.say(1)).recordedAt());
            recorded.add(back.put(Samples.say(2)).recordedAt());
            recorded.add(back.retire(Samples.end(Samples.KEY, 3))
                    .ended()
                    .orElseThrow()
                    .supersededAt());
            recorded.add(back.put(Samples.say(3)).recordedAt());
            assertEquals(
                    List.of(10L, 10L, 10L, 11L).stream()
                            .map(Samples.T0::plusSeconds)
                            .toList(),
                    recorded);
        }
    }

    /** Making the schema asks the clock once; then the given times. */
    private static final class SchemaThen implements InstantSource {
        private final Iterator<Instant> times;
        private boolean schema = true;

        SchemaThen(Iterator<Instant> times) {
            this.times = times;
        }

        @Override
        public Instant instant() {
            if (schema) {
                schema = false;
                return Samples.T0;
            }
            return times.next();
        }
    }

    @Test
    void anIdThatIsTakenIsRefusedAndTheStoreGoesOn() {
        Iterator<String> ids = List.of("a", "a", "", "b").iterator();
        try (SqliteStoreFixture other = inFile ? SqliteStoreFixture.file() : SqliteStoreFixture.memory();
                VersionedStore again =
                        (VersionedStore) other.open(StoreOptions.defaults().withIds(ids::next))) {
            again.put(Samples.say(1));
            InvalidArgumentException taken =
                    assertThrows(InvalidArgumentException.class, () -> again.put(Samples.say(2)));
            assertTrue(taken.getMessage().contains("id is taken"), taken.getMessage());
            assertThrows(InvalidArgumentException.class, () -> again.put(Samples.say(2)));
            Fact second = again.put(Samples.say(2));
            assertEquals(2, second.sequence());
            assertEquals(2, second.revision());
        }
    }

    @Test
    void aClockThatCallsTheStoreIsRefusedInsteadOfHanging() {
        VersionedStore[] self = new VersionedStore[1];
        try (SqliteStoreFixture other = inFile ? SqliteStoreFixture.file() : SqliteStoreFixture.memory()) {
            self[0] = (VersionedStore) other.open(StoreOptions.defaults()
                    .withIds(() -> self[0].put(Samples.say(7)).id()));
            assertThrows(IllegalStateException.class, () -> self[0].put(Samples.say(1)));
            assertEquals(Optional.empty(), self[0].active(Samples.KEY));
            self[0].close();
        }
    }

    @Test
    void afterCloseEveryCallIsRefused() {
        store.put(Samples.say(1));
        store.close();
        store.close();
        assertAll(
                () -> assertThrows(StoreClosedException.class, () -> store.put(Samples.say(2))),
                () -> assertThrows(StoreClosedException.class, () -> store.putIf(Samples.say(2), Expected.absent())),
                () -> assertThrows(StoreClosedException.class, () -> store.retire(Samples.end(Samples.KEY, 1))),
                () -> assertThrows(StoreClosedException.class, () -> store.active(Samples.KEY)),
                () -> assertThrows(StoreClosedException.class, () -> store.list(FactQuery.all())),
                () -> assertThrows(StoreClosedException.class, () -> store.history(Samples.KEY, 0, 1)),
                () -> assertThrows(
                        StoreClosedException.class,
                        () -> store.asOf(Samples.KEY, Samples.T0, new Basis.AtSequence(1))));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThrows(InvalidArgumentException.class, () -> store.history(Samples.KEY, -1, 1));
        assertThrows(InvalidArgumentException.class, () -> store.history(Samples.KEY, 0, 0));
        assertThrows(InvalidArgumentException.class, () -> store.history(Samples.KEY, 0, 1001));
        assertFalse(store.active(Samples.KEY).isPresent());
    }
}
