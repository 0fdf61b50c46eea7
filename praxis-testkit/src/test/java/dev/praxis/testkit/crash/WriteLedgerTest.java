package dev.praxis.testkit.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.crash.WriteReport.Outcome;
import dev.praxis.testkit.store.ModelFixture;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteLedgerTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WRITER = WriteLoad.writer(1, 0);

    private final VersionedStore store = (VersionedStore) new ModelFixture().open(StoreOptions.defaults());
    private final WriteLedger ledger = new WriteLedger();

    @BeforeEach
    void begin() {
        ledger.begin(1);
    }

    private Fact put(long number) {
        JsonObject value = JsonObject.builder().put("n", number).build();
        return store.put(new Assertion(WriteLoad.KEYS.get(0), value, T0, WRITER, Long.toString(number)));
    }

    private Fact retire(long number) {
        return store.retire(new RetirementRequest(WriteLoad.KEYS.get(0), T0, WRITER, Long.toString(number)));
    }

    private static WriteReport written(long number, Entry entry) {
        return new WriteReport(new Attempt(WRITER, number), Outcome.WRITTEN, entry);
    }

    private static WriteReport not(long number, Outcome outcome) {
        return new WriteReport(new Attempt(WRITER, number), outcome, null);
    }

    private void assertRefused(String why, Store compared) {
        AssertionError refusal = assertThrows(AssertionError.class, () -> ledger.compare(compared));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @Test
    void aSoundStoreHoldsWhatALoadWasTold() throws InterruptedException {
        BlockingQueue<WriteReport> reports = new LinkedBlockingQueue<>();
        WriteLoad load = WriteLoad.start(store, 1, 7, reports::add);
        for (int i = 0; i < 200; i++) {
            ledger.note(reports.take());
        }
        load.close();
        reports.forEach(ledger::note);
        ledger.compare(store);
        assertTrue(ledger.size() > 100, ledger::toString);
        assertEquals(0, ledger.unacknowledged());
    }

    @Test
    void whatWasAcknowledgedMustBeThere() {
        Entry entry = Entry.assertion(put(1));
        ledger.note(written(1, entry));
        ledger.compare(store);
        assertRefused("was acknowledged as", new ModelFixture().open(StoreOptions.defaults()));
    }

    @Test
    void itMustBeThereAsItWasAcknowledged() {
        Entry entry = Entry.assertion(put(1));
        for (Entry other : List.of(
                new Entry(entry.kind(), entry.subject(), 2, entry.sequence(), entry.recordedAt(), entry.content()),
                new Entry(entry.kind(), entry.subject(), 1, 7, entry.recordedAt(), entry.content()),
                new Entry(entry.kind(), entry.subject(), 1, entry.sequence(), T0, entry.content()),
                new Entry(entry.kind(), entry.subject(), 1, entry.sequence(), entry.recordedAt(), "id:hash"))) {
            ledger.begin(1);
            ledger.note(written(1, other));
            assertRefused("was acknowledged as", store);
        }
    }

    @Test
    void oneAttemptOfAWriterMayHaveBeenUnderWay() {
        ledger.note(written(1, Entry.assertion(put(1))));
        put(2);
        ledger.compare(store);
        assertEquals(1, ledger.unacknowledged());
        assertEquals(2, ledger.size());
        retire(3);
        assertRefused("must not be", store);
    }

    @Test
    void whatAStoreDoesNotKnowMayBeThereAndWhatItRefusedMayNot() {
        ledger.note(not(1, Outcome.UNKNOWN));
        put(1);
        ledger.note(not(2, Outcome.NOTHING_WRITTEN));
        ledger.compare(store);
        ledger.begin(1);
        ledger.note(not(1, Outcome.NOTHING_WRITTEN));
        ledger.note(not(2, Outcome.NOTHING_WRITTEN));
        put(2);
        assertRefused("must not be", store);
    }

    @Test
    void whatWasNotThereMustNotComeLater() {
        ledger.compare(store);
        put(1);
        assertRefused("must not be", store);
    }

    @Test
    void nothingIsHalfThere() {
        put(1);
        put(2);
        ledger.note(not(1, Outcome.UNKNOWN));
        assertRefused("the content hash", seen(fact -> with(fact, fact.revision(), fact.sequence(), T0)));
        assertRefused(
                "the revision", seen(fact -> with(fact, fact.revision() + 1, fact.sequence(), fact.recordedAt())));
        ledger.compare(store);
    }

    @Test
    void sequencesAndTimesAreInOneOrder() {
        ledger.note(written(1, Entry.assertion(put(1))));
        retire(2);
        assertRefused(
                "out of order",
                seen(fact -> new Fact(
                        fact.id(),
                        fact.assertion(),
                        fact.revision(),
                        9,
                        fact.recordedAt(),
                        fact.contentHash(),
                        fact.retirement())));
        assertRefused(
                "out of order",
                seen(fact -> new Fact(
                        fact.id(),
                        fact.assertion(),
                        fact.revision(),
                        fact.sequence(),
                        fact.recordedAt().plusSeconds(3600),
                        fact.contentHash(),
                        fact.retirement())));
    }

    @Test
    void reportsAreReadAsTheyWereWritten() {
        Fact fact = put(1);
        for (WriteReport report : List.of(
                written(1, Entry.assertion(fact)),
                written(2, Entry.retirement(retire(2))),
                not(3, Outcome.NOTHING_WRITTEN),
                not(4, Outcome.UNKNOWN))) {
            String line = report.toString();
            assertEquals(line, WriteReport.parse(line).orElseThrow().toString());
            for (int cut = 0; cut < line.length(); cut++) {
                assertEquals(Optional.empty(), WriteReport.parse(line.substring(0, cut)));
            }
        }
        assertThrows(AssertionError.class, () -> WriteReport.parse("Exception in thread ."));
    }

    /** The same fact with another actor, and so with another content than its hash says. */
    private static Fact with(Fact fact, long revision, long sequence, Instant recordedAt) {
        Assertion said = fact.assertion();
        return new Fact(
                fact.id(),
                new Assertion(said.key(), said.value(), said.validFrom(), "somebody else", said.reason()),
                revision,
                sequence,
                recordedAt,
                fact.contentHash(),
                fact.retirement());
    }

    /** The store, of which every history shows other facts. */
    private Store seen(UnaryOperator<Fact> change) {
        return (Store) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        return answer instanceof List<?> facts
                                ? facts.stream()
                                        .map(Fact.class::cast)
                                        .map(change)
                                        .toList()
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
