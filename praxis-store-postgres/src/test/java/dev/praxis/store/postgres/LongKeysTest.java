package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.VersionedStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LongKeysTest extends InOwnSchema {

    private static final int LONGEST = 1024;

    @DisplayName("the longest keys work, also when they cannot be compressed to fit into an index entry")
    @Test
    void theLongestKeysWork() {
        Random random = new Random(7);
        List<Fact> facts = new ArrayList<>();
        try (VersionedStore store = Samples.open(server.location(schema))) {
            String subject = noise(random);
            String predicate = noise(random);
            for (int i = 0; i < 5; i++) {
                // Several fact types of one subject and predicate: these are what the catalogue index does not order.
                facts.add(store.put(Samples.say(new FactKey(subject, predicate, noise(random)), i)));
            }
            facts.sort(Comparator.comparing(fact -> (FactKey) fact.key()));
            List<Fact> listed = new ArrayList<>();
            Optional<FactKey> cursor = Optional.empty();
            do {
                FactQuery query = FactQuery.all().withLimit(2);
                var page = store.list(cursor.map(query::after).orElse(query));
                listed.addAll(page.facts());
                cursor = page.continuation();
            } while (cursor.isPresent());
            assertEquals(facts, listed);
            for (Fact fact : facts) {
                assertEquals(Optional.of(fact), store.active(fact.key()));
                assertEquals(List.of(fact), store.history(fact.key(), 0, 10));
                assertEquals(
                        Optional.of(fact),
                        store.asOf(fact.key(), fact.assertion().validFrom(), new Basis.AtSequence(fact.sequence())));
            }
        }
    }

    /** Printable ASCII, which has 6.5 bits of noise in each byte; backslashes too. */
    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LONGEST; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }
}
