package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.CapabilityAbsentException;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Rule;
import java.util.List;
import java.util.Optional;

/** What a store does with a condition: it checks it, or it says that it cannot. */
abstract class CapabilityRules extends StoreRules {

    private static final EdgeKey EDGE = edge("vm:web", "runs-on", "host:cp-1");

    CapabilityRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does a store without compare-and-set write, and leave out the condition that it cannot check? */
    @Rule("STORE-CAP-2")
    void aConditionThatIsNotMetIsNeverWritten() {
        Fact up = store().put(says(KEY, "up"));
        Expected other = Expected.content(says(KEY, "other").contentHash());
        for (Write write : List.of(
                Write.putIf(says(KEY, "down"), other),
                Write.putIf(says(KEY, "down"), Expected.absent()),
                Write.retireIf(retirement(KEY), other),
                Write.putIf(says(EDGE, "down"), Expected.version(up.version())))) {
            assertRefused(VersionConflictException.class, WriteBatch.of(write));
            assertRefused(VersionConflictException.class, WriteBatch.of(puts(key("host:cp-2"), "x"), write));
        }
    }

    /** If it fails: is a condition let pass because it happens to be met, or because it is not that of the first write? */
    @Rule("STORE-CAP-2")
    void aConditionIsRefusedByAStoreThatCannotCheckItAlsoWhenItIsMet() {
        Fact up = store().put(says(KEY, "up"));
        WriteBatch met = WriteBatch.of(
                puts(key("host:cp-2"), "x"), Write.putIf(says(KEY, "down"), Expected.version(up.version())));
        if (store() instanceof VersionedStore) {
            Fact down = store().write(met).get(1);
            assertEquals(Optional.of(down), store().active(KEY), "active");
            return;
        }
        assertWritesNothing(KEY, () -> {
            CapabilityAbsentException absent = assertThrows(CapabilityAbsentException.class, () -> store().write(met));
            assertEquals(Capability.VERSIONED, absent.capability(), "what is absent");
        });
    }
}
