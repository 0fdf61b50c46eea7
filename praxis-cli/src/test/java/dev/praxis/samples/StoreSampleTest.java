package dev.praxis.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.Traversal;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.View;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of docs/guides/stores.md. */
class StoreSampleTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private VersionedStore store;

    @BeforeEach
    void open() {
        store = (VersionedStore) new SqliteStoreProvider().open(URI.create("sqlite::memory:"), StoreOptions.defaults());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Assertion role(String host, String role) {
        FactKey key = new FactKey("host:" + host, "role", "declared");
        return new Assertion(key, JsonObject.builder().put("role", role).build(), NOON, "my-bot", "the plan");
    }

    private static Assertion runsOn(String vm, String host) {
        EdgeKey key = new EdgeKey("vm:" + vm, "runs-on", "host:" + host);
        return new Assertion(key, JsonObject.EMPTY, NOON, "my-bot", "seen");
    }

    /** Swaps two hosts' roles, or does nothing. */
    private List<Fact> swap(Fact first, Fact second, IdempotencyKey key) {
        WriteBatch swap = WriteBatch.of(
                        Write.putIf(role("cp-1", "worker"), Expected.version(first.version())),
                        Write.putIf(role("cp-2", "control-plane"), Expected.version(second.version())))
                .withIdempotencyKey(key);
        try {
            return store.write(swap);
        } catch (UnknownOutcomeException e) {
            return store.write(swap); // the same key: written now, or what was written then
        }
    }

    @Test
    void batches() {
        Fact first = store.put(role("cp-1", "control-plane"));
        Fact second = store.put(role("cp-2", "worker"));
        IdempotencyKey key = new IdempotencyKey("swap-2026-11-21");
        List<Fact> swapped = swap(first, second, key);
        assertEquals(swapped, swap(first, second, key));
        assertEquals(Optional.of(swapped), store.outcome(key));
    }

    @Test
    void asOf() {
        store.put(role("cp-1", "worker"));
        long seen = store.lastSequence();
        store.put(role("cp-1", "control-plane"));

        View then = View.activeAt(new Basis.AtSequence(seen));
        List<Fact> asItWas = store.list(FactQuery.all().withView(then)).facts();

        assertEquals("worker", asItWas.get(0).assertion().value().string("role").orElseThrow());
    }

    @Test
    void edges() {
        store.put(runsOn("a", "cp-1"));
        store.put(runsOn("b", "cp-1"));
        store.put(new Assertion(
                new EdgeKey("host:cp-1", "powered-by", "pdu:7"), JsonObject.EMPTY, NOON, "my-bot", "seen"));

        Traversal.Reach hit =
                Traversal.of("pdu:7", Direction.INCOMING).within(5, 1000).in(store);
        List<String> affected = hit.visits().stream().map(Traversal.Visit::node).toList();

        assertEquals(List.of("host:cp-1", "vm:a", "vm:b"), affected);
        assertTrue(hit.isComplete());
    }

    /** Reads on after what was seen last; keeps the new place only after the changes were worked off. */
    private static long follow(Store store, long after, List<Change> target) {
        List<Change> news = store.changesSince(after, 500);
        target.addAll(news);
        return news.isEmpty() ? after : news.get(news.size() - 1).sequence();
    }

    @Test
    void changes() {
        List<Change> seen = new ArrayList<>();
        long place = follow(store, 0, seen);
        store.put(role("cp-1", "worker"));
        place = follow(store, place, seen);
        place = follow(store, place, seen);
        assertEquals(1, place);
        assertEquals(1, seen.size());
        assertFalse(seen.get(0) instanceof Change.Retired);
    }
}
