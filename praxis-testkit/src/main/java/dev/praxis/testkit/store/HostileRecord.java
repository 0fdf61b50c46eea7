package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Fills a store with generated changes of every kind: facts, edges, retirements, batches, requests. */
final class HostileRecord {

    private static final int KEYS = 4;

    private HostileRecord() {}

    /** Writes batches; the same for the same seed, clock and ids. */
    static void write(Store store, long seed, int batches) {
        Random random = new Random(seed);
        List<Key> keys = Samples.withSeed(keys(), seed);
        List<Assertion> said = Samples.withSeed(assertions(keys).list().ofSize(batches * KEYS), seed);
        List<String> requests =
                Samples.withSeed(FactArbitraries.texts().list().uniqueElements().ofSize(batches), seed);
        int next = 0;
        for (int i = 0; i < batches; i++) {
            List<Write> writes = new ArrayList<>();
            for (Key key : keys) {
                Assertion assertion = about(key, said.get(next++));
                if (random.nextInt(3) == 0 && store.active(key).isPresent()) {
                    writes.add(Write.retire(
                            new RetirementRequest(key, assertion.validFrom(), assertion.actor(), assertion.reason())));
                } else if (random.nextInt(3) > 0) {
                    writes.add(Write.put(assertion));
                }
            }
            if (!writes.isEmpty()) {
                boolean isAsked = random.nextBoolean();
                store.write(new WriteBatch(writes, isAsked ? request(seed, requests.get(i)) : null));
            }
        }
    }

    /** With its seed: another record that is written to the same store may have drawn the same text. */
    private static IdempotencyKey request(long seed, String text) {
        return new IdempotencyKey(Long.toHexString(seed) + " " + text);
    }

    private static Assertion about(Key key, Assertion said) {
        return new Assertion(key, said.value(), said.validFrom(), said.actor(), said.reason());
    }

    private static Arbitrary<List<Key>> keys() {
        Arbitrary<String> texts = FactArbitraries.texts();
        Arbitrary<Key> facts = Combinators.combine(texts, texts, texts).as(FactKey::new);
        Arbitrary<Key> edges = Combinators.combine(texts, texts, texts).as(EdgeKey::new);
        return Arbitraries.oneOf(facts, edges).list().uniqueElements().ofSize(KEYS);
    }

    private static Arbitrary<Assertion> assertions(List<Key> keys) {
        Arbitrary<Instant> times = FactArbitraries.instants();
        Arbitrary<JsonObject> values = FactArbitraries.jsonObjects();
        return Combinators.combine(
                        Arbitraries.of(keys), values, times, FactArbitraries.texts(), FactArbitraries.texts())
                .as(Assertion::new);
    }
}
