package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.FactQuery;
import dev.praxis.testkit.Rule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code put} does. */
abstract class PutRules extends StoreRules {

    PutRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does {@code put} answer before it wrote, or from what it was given instead of what it stored? */
    @Rule("STORE-PUT-1")
    void whatPutReturnsIsWhatIsThenRead() {
        Assertion assertion = says(KEY, "up");

        Fact put = store().put(assertion);

        assertEquals(assertion, put.assertion());
        assertTrue(put.isActive(), "what put returns is active");
        assertEquals(Optional.of(put), store().active(KEY), "active");
        assertEquals(List.of(put), history(KEY), "history");
        assertEquals(List.of(put), store().list(FactQuery.all()).facts(), "list");
    }

    /** If it fails: is an answer cached and not forgotten on a write? Is the same content taken for a repetition? */
    @Rule("STORE-PUT-1")
    void theLastWriterWins() {
        for (String text : List.of("up", "down", "up", "up")) {
            Fact put = store().put(says(KEY, text));
            assertEquals(says(KEY, text), put.assertion());
            assertEquals(Optional.of(put), store().active(KEY), "active");
        }
        assertEquals(4, history(KEY).size(), "facts in the history");
    }

    /** If it fails: are the parts of a key joined with a separator, or compared without case or by look? */
    @Rule("STORE-PUT-1")
    void keysThatDifferAtAllAreDifferentKeys() {
        List<FactKey> keys = List.of(
                new FactKey("a", "b", "c"),
                new FactKey("a/b", "c", "c"),
                new FactKey("a", "b/c", "c"),
                new FactKey("b", "a", "c"),
                new FactKey("a", "b", "C"),
                new FactKey("A", "b", "c"),
                new FactKey("a ", "b", "c"),
                new FactKey("a", " b", "c"),
                new FactKey(HostileTexts.COMPOSED, "b", "c"),
                new FactKey(HostileTexts.DECOMPOSED, "b", "c"));
        for (FactKey key : keys) {
            assertEquals(1, store().put(says(key, key.toString())).revision(), "revision of the new key " + key);
        }
        for (FactKey key : keys) {
            assertEquals(
                    Optional.of(says(key, key.toString())), store().active(key).map(Fact::assertion));
        }
    }

    /** If it fails: does the store make ids of its own, or use one twice? */
    @Rule("STORE-PUT-1")
    void everyFactHasItsOwnIdFromTheSupplier() {
        Set<String> ids = new HashSet<>();
        for (FactKey key : List.of(KEY, key("other"), KEY)) {
            String id = store().put(says(key, "up")).id();
            assertTrue(id.matches("id-[0-9]+"), "the id " + id + " is not from the supplier of the options");
            assertTrue(ids.add(id), "the id " + id + " was given to two facts");
        }
    }

    /** If it fails: is the end of the former fact made of the new one's actor, reason, times and sequence? */
    @Rule("STORE-PUT-3")
    void theFormerFactEndsAsTheNewOneSays() {
        for (long validFrom : new long[] {0, 60, -60, 0}) {
            Optional<Fact> former = store().active(KEY);
            clock().step(Duration.ofSeconds(1));

            Fact put = store().put(saysSince(second(validFrom), KEY, "since " + validFrom));

            former.ifPresent(fact -> {
                Retirement end = new Retirement(
                        second(validFrom),
                        put.recordedAt(),
                        put.sequence(),
                        "actor of since " + validFrom,
                        "reason of since " + validFrom);
                assertEquals(fact.retiredBy(end), history(KEY).get((int) fact.revision() - 1), "the superseded fact");
            });
        }
    }

    /** If it fails: is the former fact ended where the new one begins to be recorded, in the same transaction? */
    @Rule("STORE-ACTIVE-1")
    void aKeyHasOneActiveFactWhateverItsValidTime() {
        for (long validFrom : new long[] {0, 3_600, -3_600, 86_400}) {
            Fact put = store().put(saysSince(second(validFrom), KEY, "since " + validFrom));

            List<Fact> active = history(KEY).stream().filter(Fact::isActive).toList();
            assertEquals(List.of(put), active, "active facts in the history");
            assertEquals(List.of(put), store().list(FactQuery.all()).facts(), "list");
            assertEquals(Optional.of(put), store().active(KEY), "active");
        }
        store().retire(retirementAt(second(999_999), KEY));
        assertEquals(List.of(), history(KEY).stream().filter(Fact::isActive).toList(), "active after a retirement");
    }

    /** If it fails: is the hash taken of what the store keeps, or of the text as it came, instead of the assertion? */
    @Rule("STORE-PUT-4")
    void theContentHashIsThatOfTheAssertion() {
        Assertion up = says(KEY, "up");
        Fact first = store().put(up);
        Fact other = store().put(saysSince(second(1), KEY, "up"));
        Fact again = store().put(up);

        assertEquals(up.contentHash(), first.contentHash());
        assertEquals(up.contentHash(), again.contentHash(), "the hash does not depend on the revision");
        assertNotEquals(first.contentHash(), other.contentHash(), "the hash depends on validFrom");
        Stream<Fact> read = Stream.concat(history(KEY).stream(), store().active(KEY).stream());
        read.forEach(fact -> assertEquals(fact.assertion().contentHash(), fact.contentHash(), "hash as read"));
    }
}
