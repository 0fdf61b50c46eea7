package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** Compare-and-set, one caller at a time. */
abstract class CompareAndSetRules extends VersionedRules {

    private static final Sha256 OTHER_CONTENT = Sha256.of("other".getBytes(StandardCharsets.UTF_8));

    CompareAndSetRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: is the version that is compared the one that reading gives? */
    @Rule("STORE-CAS-1")
    void theExpectedVersionIsReplaced() {
        VersionedStore store = versioned();
        Fact first = store.putIf(says(KEY, "1"), Expected.absent());
        Fact second = store.putIf(says(KEY, "2"), Expected.version(first.version()));
        FactVersion read = store.active(KEY).orElseThrow().version();
        Fact third = store.putIf(says(KEY, "3"), Expected.version(read));

        assertEquals(second.version(), read);
        assertEquals(Optional.of(third), store.active(KEY));
        assertEquals(
                List.of(1L, 2L, 3L), history(KEY).stream().map(Fact::revision).toList());
        Retirement end = history(KEY).get(1).ended().orElseThrow();
        assertEquals(third.sequence(), end.sequence(), "the sequence of the superseded fact's end");
        assertEquals("actor of 3", end.actor());
    }

    /** If it fails: does the write happen whatever is expected, or is only one half of the version compared? */
    @Rule("STORE-CAS-1")
    void anyOtherVersionIsRefusedAndNothingIsWritten() {
        VersionedStore store = versioned();
        Fact first = store.put(says(KEY, "1"));
        Fact active = store.put(says(KEY, "2"));
        Fact elsewhere = store.put(says(key("host:cp-2"), "1"));
        List<Expected> wrong = List.of(
                Expected.absent(),
                Expected.version(first.version()),
                Expected.version(new FactVersion(active.revision(), first.contentHash())),
                Expected.version(new FactVersion(active.revision(), OTHER_CONTENT)),
                Expected.version(new FactVersion(active.revision() + 1, active.contentHash())),
                Expected.version(elsewhere.version()),
                Expected.content(first.contentHash()),
                Expected.content(OTHER_CONTENT));
        assertWritesNothing(
                KEY,
                () -> wrong.forEach(expected -> assertThrows(
                        VersionConflictException.class,
                        () -> store.putIf(says(KEY, "3"), expected),
                        "expecting " + expected)));
    }

    /** If it fails: does a version from before a retirement, or of a key that never was, meet the empty place? */
    @Rule("STORE-CAS-1")
    void aVersionIsNeverMetWhereNothingIsActive() {
        VersionedStore store = versioned();
        FactVersion unknown = new FactVersion(1, OTHER_CONTENT);
        assertWritesNothing(KEY, () -> assertConflict(Expected.version(unknown), Optional.empty()));
        Fact last = store.active(KEY).orElseThrow();
        store.retire(retirement(KEY));
        assertWritesNothing(KEY, () -> {
            assertConflict(Expected.version(last.version()), Optional.empty());
            assertConflict(Expected.content(last.contentHash()), Optional.empty());
        });
    }

    /** If it fails: is a refused value compared and counted before its length is checked? */
    @Rule("STORE-ARG-1")
    void aValueThatIsTooLongIsRefusedAlsoWithAVersion() {
        VersionedStore store = versioned();
        assertWritesNothing(
                KEY,
                () -> assertThrows(
                        JsonRefusedException.class,
                        () -> store.putIf(
                                LargeAssertions.ofValueLength(KEY, JsonValue.MAX_BYTES + 1), Expected.absent())));
    }

    /** If it fails: is the current fact forgotten, or read in another transaction than the comparison? */
    @Rule("STORE-CAS-2")
    void theConflictCarriesTheFactThatIsActive() {
        VersionedStore store = versioned();
        FactVersion stale = store.put(says(KEY, "1")).version();
        Fact active = store.put(saysSince(second(9), KEY, "2"));
        assertConflict(Expected.version(stale), Optional.of(active));
        assertConflict(Expected.absent(), Optional.of(active));
        assertConflict(Expected.content(OTHER_CONTENT), Optional.of(active));
        VersionConflictException conflict = assertThrows(
                VersionConflictException.class, () -> store.retireIf(retirement(KEY), Expected.version(stale)));
        assertEquals(Optional.of(active), conflict.current(), "current fact of the conflict of retireIf");
    }

    /** If it fails: is the last fact, which is retired, shown as the current one? */
    @Rule("STORE-CAS-2")
    void theConflictCarriesNoFactWhenNoneIsActive() {
        VersionedStore store = versioned();
        assertConflict(Expected.content(OTHER_CONTENT), Optional.empty());
        FactVersion gone = store.put(says(KEY, "1")).version();
        store.retire(retirement(KEY));
        assertConflict(Expected.version(gone), Optional.empty());
    }

    /** If it fails: is the content hash compared alone? The revision tells A from A that came back. */
    @Rule("STORE-CAS-3")
    void aVersionThatWasSupersededIsStaleForEver() {
        VersionedStore store = versioned();
        FactVersion stale = store.put(says(KEY, "A")).version();
        store.put(says(KEY, "B"));
        Fact backAgain = store.put(says(KEY, "A"));
        assertEquals(stale.contentHash(), backAgain.contentHash());

        assertConflict(Expected.version(stale), Optional.of(backAgain));
    }

    /** If it fails: does the key start over after a retirement, so that old versions come true again? */
    @Rule("STORE-CAS-3")
    void aVersionThatWasRetiredIsStaleForEver() {
        VersionedStore store = versioned();
        FactVersion stale = store.put(says(KEY, "A")).version();
        store.retire(retirement(KEY));
        Fact backAgain = store.put(says(KEY, "A"));

        assertConflict(Expected.version(stale), Optional.of(backAgain));
    }

    /** If it fails: is "absent" taken as "no fact ever", or is the retired fact still in the way? */
    @Rule("STORE-CAS-4")
    void absenceIsMetByAKeyThatNeverWasAndByARetiredOne() {
        VersionedStore store = versioned();
        assertEquals(1, store.putIf(says(KEY, "1"), Expected.absent()).revision());
        store.retire(retirementAt(second(9_999), KEY));
        Fact second = store.putIf(says(KEY, "2"), Expected.absent());
        assertEquals(2, second.revision());
        assertEquals(Optional.of(second), store.active(KEY));
    }

    /** If it fails: is a fact whose valid time has not come taken as absent? */
    @Rule("STORE-CAS-4")
    void absenceIsNotMetByAnyActiveFact() {
        VersionedStore store = versioned();
        Fact future = store.put(saysSince(second(999_999), KEY, "future"));
        assertConflict(Expected.absent(), Optional.of(future));
        assertEquals(List.of(future), history(KEY));
    }

    /** If it fails: is the revision compared although the caller asked for the content alone? */
    @Rule("STORE-CAS-5")
    void contentIsComparedAlone() {
        VersionedStore store = versioned();
        Sha256 content = store.put(says(KEY, "A")).contentHash();
        store.put(says(KEY, "B"));
        assertConflict(Expected.content(content), store.active(KEY));
        store.put(says(KEY, "A"));

        assertEquals(4, store.putIf(says(KEY, "C"), Expected.content(content)).revision());
        store.put(says(KEY, "A"));
        assertEquals(
                5, store.retireIf(retirement(KEY), Expected.content(content)).revision());
    }

    /** If it fails: does retireIf end the fact otherwise than retire does? */
    @Rule("STORE-CAS-6")
    void retireIfRetiresTheExpectedVersion() {
        VersionedStore store = versioned();
        Fact put = store.put(says(KEY, "1"));
        clock().step(Duration.ofSeconds(1));

        Fact retired = store.retireIf(retirementAt(second(-9), KEY), Expected.version(put.version()));

        Retirement end = retired.ended().orElseThrow(() -> new AssertionError("the retired fact has no end"));
        assertTrue(end.sequence() > put.sequence(), "the end has no later sequence of its own: " + retired);
        assertEquals(new Retirement(second(-9), second(1), end.sequence(), "who retires", "why it is retired"), end);
        assertEquals(put.retiredBy(end), retired);
        assertEquals(List.of(retired), history(KEY));
        assertEquals(Optional.empty(), store.active(KEY));
    }

    /** If it fails: is the fact retired whatever was expected? */
    @Rule("STORE-CAS-6")
    void retireIfRefusesAnyOtherVersion() {
        VersionedStore store = versioned();
        Fact first = store.put(says(KEY, "A"));
        store.put(says(KEY, "B"));
        Fact active = store.put(says(KEY, "A"));
        List<Expected> wrong = List.of(
                Expected.version(first.version()),
                Expected.version(new FactVersion(active.revision(), OTHER_CONTENT)),
                Expected.content(OTHER_CONTENT));
        assertWritesNothing(
                KEY,
                () -> wrong.forEach(expected -> assertThrows(
                        VersionConflictException.class,
                        () -> store.retireIf(retirement(KEY), expected),
                        "expecting " + expected)));

        FactKey never = key("host:never");
        assertWritesNothing(
                never,
                () -> assertThrows(
                        VersionConflictException.class,
                        () -> store.retireIf(retirement(never), Expected.version(active.version()))));
    }

    /** If it fails: is an empty place "retired", or the refusal another one than that of a wrong argument? */
    @Rule("STORE-CAS-6")
    void retireIfRefusesToExpectAbsence() {
        VersionedStore store = versioned();
        Executable call = () -> store.retireIf(retirement(KEY), Expected.absent());
        assertWritesNothing(KEY, () -> assertThrows(InvalidArgumentException.class, call, "when nothing is active"));
        assertWritesNothing(KEY, () -> assertThrows(InvalidArgumentException.class, call, "when a fact is active"));
    }

    private void assertConflict(Expected expected, Optional<Fact> current) {
        VersionConflictException conflict = assertThrows(
                VersionConflictException.class,
                () -> versioned().putIf(says(KEY, "refused"), expected),
                "putIf expecting " + expected);
        assertEquals(current, conflict.current(), "the current fact of the conflict");
        assertEquals(KEY, conflict.key(), "the key of the conflict");
        assertEquals(expected, conflict.expected(), "what the conflict says was expected");
    }
}
