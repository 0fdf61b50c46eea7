package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.SchemaVersion;
import dev.praxis.api.store.SelfCheckingStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.testkit.Rule;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** What a store says of itself. */
abstract class SelfCheckRules extends StoreRules {

    private static final int LIMIT = 10;

    SelfCheckRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: see what it found, and whether hostile text, an edge, a retirement or a request is not foreseen. */
    @Rule("STORE-CHECK-1")
    void nothingIsFoundWhereNothingWasEdited() {
        SelfCheckingStore checking = checking();
        assertEquals(List.of(), checking.selfCheck(LIMIT), "of an empty store");
        for (String text : HostileTexts.ALL) {
            FactKey key = new FactKey(text, text, text);
            store().put(says(key, text));
            store().retire(retirement(key));
            store().put(says(key, text));
        }
        EdgeKey edge = new EdgeKey("vm:1", "runs-on", "host:cp-1");
        store().write(WriteBatch.of(
                        Write.put(new Assertion(edge, JsonObject.EMPTY, NOON, "actor", "reason")),
                        Write.put(says(KEY, "up")))
                .withIdempotencyKey(new IdempotencyKey("once")));

        assertEquals(List.of(), checking.selfCheck(LIMIT));
    }

    /** If it fails: is a new store made by fewer steps than the release knows, or is an old one not brought forward? */
    @Rule("STORE-CHECK-2")
    void aStoreThatIsWrittenHasTheNewestSchema() {
        SchemaVersion schema = checking().schemaVersion();
        assertFalse(schema.isOld(), "the schema is " + schema);
    }

    private SelfCheckingStore checking() {
        if (store() instanceof SelfCheckingStore checking) {
            return checking;
        }
        assertFalse(
                store().capabilities().contains(Capability.SELF_CHECKING),
                "the store says that it is SELF_CHECKING and does not implement SelfCheckingStore");
        throw new TestAbortedException("the store does not check itself, and says so");
    }
}
