package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.testkit.Rule;
import dev.praxis.testkit.SequentialIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.opentest4j.TestAbortedException;

/** Generated sequences of facts, embeddings and searches, compared with {@link ModelStore} after each step. */
abstract class VectorModelRules extends StoreRules {

    /** Replays the sequence of a failure. */
    private static final String SEED_PROPERTY = "praxis.tck.seed";

    private static final int SEQUENCES = 10;
    private static final int STEPS = 60;

    private static final List<Key> KEYS =
            List.of(key("a"), key("A"), key("\ufffd"), key("\ud83d\ude00"), new EdgeKey("a", "state", "observed"));

    /** Two of one name, so that dimensions contradict each other. */
    private static final List<VectorSpace> SPACES =
            List.of(new VectorSpace("one", 2), new VectorSpace("other", 2), new VectorSpace("one", 3));

    VectorModelRules(StoreTck tck) {
        super(tck);
    }

    private sealed interface Step {
        record Put(Key key) implements Step {}

        record Retire(Key key) implements Step {}

        /** Embeds one of the facts that were put, or one that was not. */
        record Embed(int put, VectorSpace space, Vector vector, List<Float> shown) implements Step {}

        record Nearest(VectorSpace space, Vector vector, int limit, List<Float> shown) implements Step {}

        record Reopen() implements Step {}
    }

    /** If it fails: see the steps in the message; the last one is answered otherwise than the contract says. */
    @Rule("STORE-VECTOR-1")
    void anySearchFindsWhatTheModelFinds() {
        if (!(store() instanceof VectorStore)) {
            assertEquals(
                    false, store().capabilities().contains(Capability.VECTORS), "whether it says that it has VECTORS");
            throw new TestAbortedException("the store has no search by vectors, and says so");
        }
        Optional<Long> replayed = Optional.ofNullable(Long.getLong(SEED_PROPERTY));
        long start = replayed.orElseGet(() -> new Random().nextLong());
        for (long seed = start; seed - start < (replayed.isPresent() ? 1 : SEQUENCES); seed++) {
            List<Step> steps = Samples.withSeed(steps(), seed);
            try (StorePlace place = newPlace()) {
                compare(steps, new Both(place), seed);
            }
        }
    }

    private static void compare(List<Step> steps, Both both, long seed) {
        for (int i = 0; i < steps.size(); i++) {
            try {
                both.take(steps.get(i));
            } catch (AssertionError e) {
                throw new AssertionError(
                        "after these steps, which -D" + SEED_PROPERTY + "=" + seed + " replays: "
                                + steps.subList(0, i + 1) + ": " + e.getMessage(),
                        e);
            }
        }
    }

    private static Arbitrary<List<Step>> steps() {
        Arbitrary<Key> keys = Arbitraries.of(KEYS);
        Arbitrary<VectorSpace> spaces = Arbitraries.of(SPACES);
        Arbitrary<Step> puts = keys.map(Step.Put::new);
        Arbitrary<Step> embeds = spaces.flatMap(
                space -> Combinators.combine(Arbitraries.integers().between(0, 99), vectors(space.dimensions()))
                        .as((put, vector) -> new Step.Embed(put, space, vector, shown(vector))));
        Arbitrary<Step> searches = spaces.flatMap(
                space -> Combinators.combine(vectors(space.dimensions()), Arbitraries.of(1, 2, 3, FactQuery.MAX_LIMIT))
                        .as((vector, limit) -> new Step.Nearest(space, vector, limit, shown(vector))));
        return Arbitraries.oneOf(
                        puts, embeds, embeds, searches, keys.map(Step.Retire::new), Arbitraries.of(new Step.Reopen()))
                .list()
                .ofSize(STEPS);
    }

    /** Of few components, so that the same vector, the same direction and right angles happen. */
    private static Arbitrary<Vector> vectors(int dimensions) {
        return Arbitraries.of(0f, 1f, -1f, 2f, 0.1f, 1e-7f)
                .list()
                .ofSize(dimensions)
                .filter(components -> components.stream().anyMatch(component -> component != 0))
                .map(components -> {
                    float[] array = new float[dimensions];
                    for (int i = 0; i < dimensions; i++) {
                        array[i] = components.get(i);
                    }
                    return Vector.of(array);
                });
    }

    private static List<Float> shown(Vector vector) {
        List<Float> shown = new ArrayList<>();
        for (float component : vector.components()) {
            shown.add(component);
        }
        return shown;
    }

    /** The store and the model, with what was put in both. */
    private static final class Both {

        private final StorePlace place;
        private final ModelStore model;
        private final List<Fact> put = new ArrayList<>();
        private final List<Fact> putInModel = new ArrayList<>();

        Both(StorePlace place) {
            this.place = place;
            this.model = new ModelStore(place.options().withIds(new SequentialIds()));
        }

        void take(Step step) {
            if (step instanceof Step.Reopen) {
                if (place.keepsData()) {
                    place.reopen();
                }
            } else if (step instanceof Step.Put say) {
                Assertion assertion = new Assertion(say.key(), JsonObject.EMPTY, NOON, "an actor", "a reason");
                put.add(store().put(assertion));
                putInModel.add(model.put(assertion));
            } else if (step instanceof Step.Retire retire) {
                RetirementRequest request = new RetirementRequest(retire.key(), NOON, "an actor", "a reason");
                sameOutcome(store -> store.retire(request).revision());
            } else if (step instanceof Step.Embed embed) {
                int which = embed.put() % (put.size() + 1);
                sameOutcome(store -> {
                    List<Fact> facts = store == model ? putInModel : put;
                    String id = which == facts.size()
                            ? "of no fact"
                            : facts.get(which).id();
                    store.embed(embed.space(), id, embed.vector());
                    return "embedded";
                });
            } else if (step instanceof Step.Nearest nearest) {
                search(nearest);
            }
        }

        private VectorStore store() {
            return (VectorStore) place.store();
        }

        /** The model says which matches there are; the store has its own ids and sequences. */
        private void search(Step.Nearest step) {
            sameOutcome(store -> store.nearest(step.space(), step.vector(), FactQuery.MAX_LIMIT).stream()
                    .map(match -> match.fact().key() + " " + match.fact().revision() + " " + match.similarity())
                    .toList());
            if (answer(model, store -> store.nearest(step.space(), step.vector(), 1)) instanceof List<?>) {
                List<VectorMatch> all = store().nearest(step.space(), step.vector(), FactQuery.MAX_LIMIT);
                new NearestCheck(all, step.limit()).check(store().nearest(step.space(), step.vector(), step.limit()));
            }
        }

        private void sameOutcome(Function<VectorStore, Object> call) {
            assertEquals(answer(model, call), answer(store(), call), "the answer");
        }

        private static Object answer(VectorStore store, Function<VectorStore, Object> call) {
            try {
                return call.apply(store);
            } catch (PraxisException e) {
                return e.code();
            }
        }
    }
}
