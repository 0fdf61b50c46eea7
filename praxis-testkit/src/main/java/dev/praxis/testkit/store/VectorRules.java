package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.CapabilityAbsentException;
import dev.praxis.api.store.EmbeddingConflictException;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opentest4j.TestAbortedException;

/** Search by vectors. A store without it must say so, in every way, and its tests end there. */
abstract class VectorRules extends StoreRules {

    private static final VectorSpace PLANE = new VectorSpace("plane", 2);
    private static final VectorSpace OTHER = new VectorSpace("other plane", 2);
    private static final Vector EAST = Vector.of(1, 0);
    private static final Vector NORTH = Vector.of(0, 1);
    private static final int RACERS = 8;

    VectorRules(StoreTck tck) {
        super(tck);
    }

    private VectorStore vectors() {
        if (store() instanceof VectorStore vectors) {
            return vectors;
        }
        assertFalse(
                store().capabilities().contains(Capability.VECTORS),
                "the store says that it has VECTORS and does not implement VectorStore");
        assertThrows(
                CapabilityAbsentException.class,
                () -> Capability.require(store(), VectorStore.class),
                "asking for a capability that is absent");
        throw new TestAbortedException("the store has no search by vectors, and says so");
    }

    private Fact put(Key key, String text) {
        JsonObject value = JsonObject.builder().put("text", text).build();
        return store().put(new Assertion(key, value, NOON, "an actor", "a reason"));
    }

    private Fact embedded(Key key, Vector vector) {
        Fact fact = put(key, "embedded");
        vectors().embed(PLANE, fact.id(), vector);
        return fact;
    }

    private List<Fact> found(Vector vector) {
        return vectors().nearest(PLANE, vector, FactQuery.MAX_LIMIT).stream()
                .map(VectorMatch::fact)
                .toList();
    }

    /** If it fails: does the search look at the last entry of each key, and at edges too? */
    @Rule("STORE-VECTOR-1")
    void whatIsActiveAndEmbeddedIsFoundAndNothingElse() {
        Fact superseded = embedded(key("host:a"), EAST);
        embedded(key("host:b"), EAST);
        Fact edge = embedded(new EdgeKey("host:a", "runs-on", "host:b"), EAST);
        Fact fact = embedded(key("host:c"), NORTH);
        put(key("host:d"), "never embedded");
        assertEquals(4, found(EAST).size(), "what is found before two facts end");

        put(key("host:a"), "the next revision, not embedded yet");
        store().retire(retirement(key("host:b")));
        vectors().embed(OTHER, superseded.id(), EAST);

        assertEquals(List.of(edge, fact), found(EAST), "what is found");
        assertEquals(List.of(), vectors().nearest(OTHER, EAST, 9), "what is found in a space of what ended");
        assertEquals(
                List.of(), vectors().nearest(new VectorSpace("empty", 3), Vector.of(1, 1, 1), 9), "in an empty space");
    }

    /** If it fails: is the comparison of keys that of UTF-8 bytes, and do edges come last? */
    @Rule("STORE-VECTOR-2")
    void theMostSimilarComesFirstAndEqualsByKey() {
        Fact emoji = embedded(key("\ud83d\ude00"), NORTH);
        Fact upper = embedded(key("Z"), NORTH);
        Fact edge = embedded(new EdgeKey("a", "a", "a"), NORTH);
        Fact replacement = embedded(key("\ufffd"), Vector.of(0, 3));
        Fact opposite = embedded(key("opposite"), Vector.of(0, -1));
        Fact between = embedded(key("between"), Vector.of(1, 1));
        assertEquals(List.of(upper, replacement, emoji, edge, between, opposite), found(NORTH), "the order");
    }

    /** If it fails: is the similarity computed in single precision, or is the vector kept in less than that? */
    @Rule("STORE-VECTOR-3")
    void theSimilarityIsThatOfTheVectorsToTheLastBit() {
        Random random = new Random();
        List<Vector> hard = new ArrayList<>(List.of(
                Vector.of(1e-15f, Float.MIN_VALUE, -0.0f), Vector.of(9e14f, 1, -1e-30f), Vector.of(0.1f, 0.2f, 0.3f)));
        for (int dimensions : new int[] {3, 7, 384, Vector.MAX_DIMENSIONS}) {
            hard.add(random(random, dimensions));
        }
        for (Vector vector : hard) {
            VectorSpace space = new VectorSpace("of " + vector.dimensions(), vector.dimensions());
            Vector asked = random(random, vector.dimensions());
            Fact fact = put(key("of " + hard.indexOf(vector)), "hard");
            vectors().embed(space, fact.id(), vector);
            VectorMatch expected = new VectorMatch(fact, asked.cosineSimilarity(vector));
            List<VectorMatch> matches = vectors().nearest(space, asked, FactQuery.MAX_LIMIT);
            assertEquals(
                    List.of(expected),
                    matches.stream().filter(match -> match.fact().equals(fact)).toList(),
                    "the match of " + vector);
        }
    }

    /** If it fails: is an index asked that may miss some, or is the limit applied before what ended is left out? */
    @Rule("STORE-VECTOR-4")
    void nothingIsLeftOutThatIsMoreSimilar() {
        Random random = new Random();
        int dimensions = 16;
        VectorSpace space = new VectorSpace("of " + dimensions, dimensions);
        Vector asked = random(random, dimensions);
        List<VectorMatch> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // The most similar of all has ended.
            Vector vector = i == 7 ? asked : random(random, dimensions);
            Fact fact = put(key("host:" + i), "some");
            vectors().embed(space, fact.id(), vector);
            if (i == 7) {
                store().retire(retirement(key("host:7")));
            } else {
                all.add(new VectorMatch(fact, asked.cosineSimilarity(vector)));
            }
        }
        for (int limit : new int[] {1, 2, 10, 59, 60, FactQuery.MAX_LIMIT}) {
            new NearestCheck(all, limit).check(vectors().nearest(space, asked, limit));
        }
    }

    /** If it fails: is the vector replaced, or a repetition taken for a contradiction? */
    @Rule("STORE-VECTOR-5")
    void theVectorOfAFactNeverChanges() {
        Fact fact = embedded(KEY, EAST);
        vectors().embed(PLANE, fact.id(), Vector.of(1, -0.0f));
        for (Vector another : List.of(NORTH, Vector.of(2, 0), Vector.of(1, Float.MIN_VALUE))) {
            assertThrows(
                    EmbeddingConflictException.class,
                    () -> vectors().embed(PLANE, fact.id(), another),
                    "another vector");
        }
        assertEquals(
                List.of(new VectorMatch(fact, 0)), vectors().nearest(PLANE, NORTH, 9), "the vector that was first");
        vectors().embed(OTHER, fact.id(), NORTH);
        assertEquals(List.of(new VectorMatch(fact, 1)), vectors().nearest(OTHER, NORTH, 9), "in another space");
    }

    /** If it fails: are vectors of different lengths kept under one name? */
    @Rule("STORE-VECTOR-6")
    void theDimensionsOfASpaceNeverChange() {
        Fact fact = embedded(KEY, EAST);
        VectorSpace deeper = new VectorSpace(PLANE.name(), 3);
        Vector vector = Vector.of(1, 2, 3);
        Fact other = put(key("host:other"), "other");
        assertThrows(EmbeddingConflictException.class, () -> vectors().embed(deeper, other.id(), vector), "embed");
        assertThrows(EmbeddingConflictException.class, () -> vectors().nearest(deeper, vector, 9), "nearest");
        assertEquals(List.of(fact), found(EAST), "what is found afterwards");
    }

    /** If it fails: which argument is adapted instead of refused, or what did a refused call leave behind? */
    @Rule("STORE-VECTOR-7")
    void whatCannotBeKeptIsRefusedAndLeavesNothingBehind() {
        VectorStore vectors = vectors();
        Fact fact = put(KEY, "some");
        refused(() -> vectors.embed(PLANE, fact.id(), Vector.of(1, 2, 3)));
        refused(() -> vectors.embed(PLANE, "the id of no fact", EAST));
        refused(() -> vectors.embed(PLANE, "", EAST));
        refused(() -> vectors.embed(PLANE, "\0", EAST));
        refused(() -> vectors.nearest(PLANE, Vector.of(1), 9));
        for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, FactQuery.MAX_LIMIT + 1}) {
            refused(() -> vectors.nearest(PLANE, EAST, limit));
        }
        // None of them has declared the space.
        VectorSpace line = new VectorSpace(PLANE.name(), 1);
        vectors.embed(line, fact.id(), Vector.of(-2));
        assertEquals(List.of(new VectorMatch(fact, -1)), vectors.nearest(line, Vector.of(1), 9), "what is found");
    }

    /** If it fails: is something kept only in memory, or was it acknowledged before it was committed? */
    @Rule("STORE-VECTOR-8")
    void embeddingsAreThereWhenThePlaceIsOpenedAgain() {
        Fact fact = embedded(KEY, Vector.of(0.1f, 0.7f));
        assumeTrue(place().keepsData(), "the fixture keeps nothing, so durability is not asked of this store");
        List<VectorMatch> before = vectors().nearest(PLANE, EAST, 9);

        place().reopen();

        assertEquals(before, vectors().nearest(PLANE, EAST, 9), "what is found");
        assertThrows(
                EmbeddingConflictException.class, () -> vectors().embed(PLANE, fact.id(), NORTH), "another vector");
        assertThrows(
                EmbeddingConflictException.class,
                () -> vectors().nearest(new VectorSpace(PLANE.name(), 1), Vector.of(1), 9),
                "other dimensions");
    }

    /** If it fails: is the vector looked for and added in one step, under the lock of all writers? */
    @Rule("STORE-VECTOR-9")
    void ofRacingVectorsOneWins() {
        VectorStore vectors = vectors();
        Fact fact = put(KEY, "raced for");
        List<Vector> won = new CopyOnWriteArrayList<>();
        Race race = new Race();
        for (int i = 0; i < RACERS; i++) {
            Vector own = Vector.of(1, i);
            race.runner(() -> {
                try {
                    vectors.embed(PLANE, fact.id(), own);
                    won.add(own);
                } catch (EmbeddingConflictException lost) {
                    return;
                }
            });
        }
        race.run();
        assertEquals(1, won.size(), "the number of vectors that won");
        assertEquals(List.of(new VectorMatch(fact, 1)), vectors.nearest(PLANE, won.get(0), 9), "the vector that won");
    }

    private static void refused(Runnable call) {
        assertThrows(InvalidArgumentException.class, call::run);
    }

    static Vector random(Random random, int dimensions) {
        float[] components = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            components[i] = (float) random.nextGaussian();
        }
        return Vector.of(components);
    }
}
