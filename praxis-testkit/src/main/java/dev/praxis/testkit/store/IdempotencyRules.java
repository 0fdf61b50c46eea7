package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batches with idempotency keys, one caller at a time. */
abstract class IdempotencyRules extends StoreRules {

    private static final FactKey OTHER = key("host:cp-2");
    private static final EdgeKey EDGE = edge("vm:web", "runs-on", "host:cp-1");
    private static final IdempotencyKey ONCE = new IdempotencyKey("once");

    IdempotencyRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the batch written again, or answered with what there is now? */
    @Rule("STORE-IDEMPOTENCY-1")
    void aRepeatedBatchChangesNothingAndReturnsTheSame() {
        store().put(says(OTHER, "old"));
        store().put(says(EDGE, "old"));
        WriteBatch batch = mixed().withIdempotencyKey(ONCE);
        List<Fact> first = store().write(batch);
        for (int repetition = 0; repetition < 3; repetition++) {
            clock().step(Duration.ofSeconds(1));
            assertWritesNothing(key("host:noise"), () -> assertEquals(first, store().write(batch), "repeated"));
        }
    }

    /** If it fails: does the answer show how the facts ended since, or the facts that are active instead of them? */
    @Rule("STORE-IDEMPOTENCY-1")
    void whateverHappenedSinceTheAnswerIsThatOfTheFirst() {
        store().put(says(OTHER, "old"));
        store().put(says(EDGE, "old"));
        WriteBatch batch = mixed().withIdempotencyKey(ONCE);
        List<Fact> first = store().write(batch);

        clock().step(Duration.ofSeconds(1));
        store().put(says(KEY, "superseded"));
        store().put(says(OTHER, "put again after the retirement"));
        store().put(says(EDGE, "superseded"));
        assertEquals(first, store().write(batch), "after the facts were superseded");
        store().retire(retirement(KEY));
        store().retire(retirement(OTHER));
        store().retire(retirement(EDGE));
        assertEquals(first, store().write(batch), "after they were retired");
        if (place().keepsData()) {
            place().reopen();
            assertEquals(first, store().write(batch), "after the place was opened again");
        }
        assertEquals(Optional.empty(), store().active(KEY), "the repeated batch puts nothing");
    }

    /** If it fails: is the content the identity of the request instead of its key? */
    @Rule("STORE-IDEMPOTENCY-1")
    void equalWritesUnderDifferentKeysAreDifferentRequests() {
        List<WriteBatch> batches = new ArrayList<>();
        for (String said : List.of("A", "B", "A")) {
            IdempotencyKey key = new IdempotencyKey("request " + batches.size());
            batches.add(WriteBatch.of(puts(KEY, said)).withIdempotencyKey(key));
        }
        List<List<Fact>> answers = batches.stream().map(store()::write).toList();
        assertEquals(
                List.of(1L, 2L, 3L),
                answers.stream().map(facts -> facts.get(0).revision()).toList());
        assertEquals(4, store().write(WriteBatch.of(puts(KEY, "A"))).get(0).revision(), "without a key");
        for (int i = 0; i < batches.size(); i++) {
            assertEquals(answers.get(i), store().write(batches.get(i)), "repetition of request " + i);
        }
        assertEquals(4, history(KEY).size(), "facts in the end");
    }

    /** If it fails: are idempotency keys cut, folded, trimmed or compared by look? */
    @Rule("STORE-IDEMPOTENCY-1")
    void keysThatDifferAtAllAreDifferentRequests() {
        List<String> texts = new ArrayList<>(HostileTexts.ALL);
        texts.addAll(List.of("a", "A", "a ", " a", "x".repeat(IdempotencyKey.MAX_BYTES)));
        texts.add(HostileTexts.longest(HostileTexts.EMOJI, IdempotencyKey.MAX_BYTES));
        texts.add("x".repeat(IdempotencyKey.MAX_BYTES - 1) + "y");
        Map<IdempotencyKey, List<Fact>> answers = new LinkedHashMap<>();
        for (String text : texts) {
            IdempotencyKey key = new IdempotencyKey(text);
            answers.put(key, store().write(WriteBatch.of(puts(KEY, "up")).withIdempotencyKey(key)));
        }
        assertEquals(texts.size(), history(KEY).size(), "facts, one for each key");
        answers.forEach((key, facts) -> {
            assertEquals(facts, store().write(WriteBatch.of(puts(KEY, "up")).withIdempotencyKey(key)), key.value());
            assertEquals(Optional.of(facts), store().outcome(key), key.value());
        });
    }

    /** If it fails: is the condition of a repetition checked, or a part of what must be the same? */
    @Rule("STORE-IDEMPOTENCY-1")
    void whatIsExpectedDoesNotMatterToARepetition() {
        Expected impossible = Expected.content(says(KEY, "never said").contentHash());
        WriteBatch create = WriteBatch.of(Write.putIf(says(KEY, "1"), Expected.absent()), puts(OTHER, "1"))
                .withIdempotencyKey(ONCE);
        WriteBatch otherwise = WriteBatch.of(Write.putIf(says(KEY, "1"), impossible), puts(OTHER, "1"))
                .withIdempotencyKey(ONCE);
        assertRefused(VersionConflictException.class, otherwise);
        assertEquals(Optional.empty(), store().outcome(ONCE), "of the refused batch");
        WriteBatch plain = WriteBatch.of(puts(KEY, "1"), puts(OTHER, "1")).withIdempotencyKey(ONCE);
        if (!(store() instanceof VersionedStore)) {
            assertRefused(VersionConflictException.class, create);
            return;
        }
        List<Fact> first = store().write(create);
        assertEquals(first, store().write(create), "although the key is no longer absent");
        assertEquals(first, store().write(otherwise), "expecting what is not active");
        assertEquals(first, store().write(plain), "expecting nothing");
    }

    /** If it fails: is only the number of the writes compared, or their keys, or are they compared without their order? */
    @Rule("STORE-IDEMPOTENCY-2")
    void aKeyOfOtherWritesIsRefused() {
        store().put(says(OTHER, "old"));
        store().put(says(EDGE, "old"));
        Write put = puts(KEY, "up");
        Write retire = retires(OTHER);
        Write relate = puts(EDGE, "up");
        List<Fact> first = store().write(WriteBatch.of(put, retire, relate).withIdempotencyKey(ONCE));

        Assertion said = says(KEY, "up");
        Write otherText = puts(KEY, "down");
        Write otherTime = Write.put(saysSince(second(1), KEY, "up"));
        Write otherActor = Write.put(new Assertion(KEY, said.value(), NOON, "other", said.reason()));
        Write otherReason = Write.put(new Assertion(KEY, said.value(), NOON, said.actor(), "other"));
        Write laterEnd = Write.retire(retirementAt(second(1), OTHER));
        Write otherEnd = Write.retire(new RetirementRequest(OTHER, NOON, "who retires", "another reason"));
        Write sameTextsAsFact = puts(new FactKey(EDGE.subject(), EDGE.relation(), EDGE.target()), "up");
        List<List<Write>> others = List.of(
                List.of(put),
                List.of(put, retire),
                List.of(retire, relate),
                List.of(put, retire, relate, puts(key("host:more"), "up")),
                List.of(put, relate, retire),
                List.of(relate, retire, put),
                List.of(otherText, retire, relate),
                List.of(otherTime, retire, relate),
                List.of(otherActor, retire, relate),
                List.of(otherReason, retire, relate),
                List.of(put, laterEnd, relate),
                List.of(put, otherEnd, relate),
                List.of(put, puts(OTHER, "old"), relate),
                List.of(put, retire, sameTextsAsFact),
                List.of(put, retire, puts(edge("host:cp-1", "runs-on", "vm:web"), "up")),
                List.of(puts(key("host:more"), "up"), retire, relate));
        for (List<Write> writes : others) {
            assertRefused(IdempotencyKeyReusedException.class, new WriteBatch(writes, ONCE));
            assertEquals(Optional.of(first), store().outcome(ONCE), "the outcome after a refused use of the key");
        }
        assertEquals(first, store().write(WriteBatch.of(put, retire, relate).withIdempotencyKey(ONCE)), "repeated");
    }

    /** If it fails: is a retirement told from an assertion of the same key? */
    @Rule("STORE-IDEMPOTENCY-2")
    void aPutIsNotARetirementUnderTheSameKey() {
        store().write(WriteBatch.of(puts(KEY, "up")).withIdempotencyKey(ONCE));
        assertRefused(
                IdempotencyKeyReusedException.class, WriteBatch.of(retires(KEY)).withIdempotencyKey(ONCE));
        IdempotencyKey twice = new IdempotencyKey("twice");
        store().write(WriteBatch.of(retires(KEY)).withIdempotencyKey(twice));
        assertRefused(
                IdempotencyKeyReusedException.class,
                WriteBatch.of(puts(KEY, "up")).withIdempotencyKey(twice));
    }

    /** If it fails: is the key taken down before it is known that the batch is possible? */
    @Rule("STORE-IDEMPOTENCY-3")
    void aRefusedBatchLeavesItsKeyUnused() {
        WriteBatch impossible = WriteBatch.of(puts(KEY, "up"), retires(OTHER)).withIdempotencyKey(ONCE);
        assertRefused(NoActiveFactException.class, impossible);
        assertEquals(Optional.empty(), store().outcome(ONCE), "after a retirement of nothing");
        Write stale = Write.putIf(
                says(KEY, "up"), Expected.content(says(KEY, "never said").contentHash()));
        assertRefused(VersionConflictException.class, WriteBatch.of(stale).withIdempotencyKey(ONCE));
        assertEquals(Optional.empty(), store().outcome(ONCE), "after a conflict");
        Assertion tooLong = LargeAssertions.ofValueLength(KEY, JsonValue.MAX_BYTES + 1);
        assertRefused(
                JsonRefusedException.class,
                WriteBatch.of(puts(OTHER, "x"), Write.put(tooLong)).withIdempotencyKey(ONCE));
        assertEquals(Optional.empty(), store().outcome(ONCE), "after a value that is too long");

        List<Fact> facts =
                store().write(WriteBatch.of(puts(EDGE, "other writes")).withIdempotencyKey(ONCE));
        assertEquals(Optional.of(facts), store().outcome(ONCE), "after other writes under the same key");
    }

    /** If it fails: does a batch that was refused stay refused when it has become possible? */
    @Rule("STORE-IDEMPOTENCY-3")
    void aBatchThatHasBecomePossibleIsWrittenUnderItsKey() {
        WriteBatch batch = WriteBatch.of(puts(EDGE, "up"), retires(OTHER)).withIdempotencyKey(ONCE);
        assertThrows(NoActiveFactException.class, () -> store().write(batch));
        store().put(says(OTHER, "up"));
        List<Fact> facts = store().write(batch);
        assertEquals(Optional.of(facts.get(0)), store().active(EDGE));
        assertEquals(Optional.empty(), store().active(OTHER));
        assertEquals(facts, store().write(batch), "repeated");
    }

    /** If it fails: does the outcome come from what is active, or is "not written" told as an empty list? */
    @Rule("STORE-IDEMPOTENCY-4")
    void theOutcomeIsWhatTheBatchReturned() {
        store().put(says(OTHER, "old"));
        store().put(says(EDGE, "old"));
        assertEquals(Optional.empty(), store().outcome(ONCE), "before the batch");
        List<Fact> first = store().write(mixed().withIdempotencyKey(ONCE));
        assertEquals(Optional.of(first), store().outcome(ONCE), "after it");
        clock().step(Duration.ofSeconds(1));
        store().put(says(KEY, "superseded"));
        store().put(says(OTHER, "again"));
        store().retire(retirement(EDGE));
        assertEquals(Optional.of(first), store().outcome(ONCE), "after later changes");
        if (place().keepsData()) {
            place().reopen();
            assertEquals(Optional.of(first), store().outcome(ONCE), "after the place was opened again");
        }
    }

    /** If it fails: does a batch without a key, or with a like one, count? Does asking use the key up? */
    @Rule("STORE-IDEMPOTENCY-4")
    void aKeyThatWasNotUsedHasNoOutcome() {
        store().write(WriteBatch.of(puts(KEY, "up")));
        store().write(WriteBatch.of(puts(OTHER, "up")).withIdempotencyKey(ONCE));
        for (String other : List.of("Once", "once ", "onc", "once%", "_nce", "id-1")) {
            assertEquals(Optional.empty(), store().outcome(new IdempotencyKey(other)), other);
        }
        IdempotencyKey asked = new IdempotencyKey("asked");
        assertWritesNothing(KEY, () -> assertEquals(Optional.empty(), store().outcome(asked)));
        assertEquals(
                3,
                store().write(WriteBatch.of(puts(KEY, "up")).withIdempotencyKey(asked))
                        .get(0)
                        .revision());
    }

    /** A put, a retirement and an edge; needs an active fact of the other key. */
    private static WriteBatch mixed() {
        return WriteBatch.of(puts(KEY, "up"), Write.retire(retirementAt(second(5), OTHER)), puts(EDGE, "up"));
    }
}
