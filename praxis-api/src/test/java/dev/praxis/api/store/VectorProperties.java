package dev.praxis.api.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class VectorProperties {

    /** Two vectors of one length. */
    @Provide
    Arbitrary<Tuple2<Vector, Vector>> pairs() {
        Arbitrary<Float> components = Arbitraries.floats().between(-1e6f, 1e6f);
        return Arbitraries.integers()
                .between(1, 50)
                .flatMap(dimensions -> components
                        .array(Float[].class)
                        .ofSize(dimensions)
                        .map(VectorProperties::unboxed)
                        .filter(array -> norm(array) > 1)
                        .map(Vector::of)
                        .tuple2()
                        .map(pair -> Tuple.of(pair.get1(), pair.get2())));
    }

    @Property
    void theCosineIsThatOfExactArithmetic(@ForAll("pairs") Tuple2<Vector, Vector> pair) {
        float[] a = pair.get1().components();
        float[] b = pair.get2().components();
        MathContext precision = MathContext.DECIMAL128;
        double exact = dot(a, b)
                .divide(dot(a, a).multiply(dot(b, b)).sqrt(precision), precision)
                .doubleValue();
        assertEquals(exact, pair.get1().cosineSimilarity(pair.get2()), 1e-12);
    }

    @Property
    void theCosineIsSymmetricInRangeAndOneForTheSame(@ForAll("pairs") Tuple2<Vector, Vector> pair) {
        double cosine = pair.get1().cosineSimilarity(pair.get2());
        assertEquals(cosine, pair.get2().cosineSimilarity(pair.get1()));
        assertTrue(cosine >= -1 && cosine <= 1, "" + cosine);
        assertEquals(1.0, pair.get1().cosineSimilarity(pair.get1()));
    }

    @Example
    void whatHasNoDirectionIsRefused() {
        refused("dimensions are out of range");
        refused("dimensions are out of range", new float[Vector.MAX_DIMENSIONS + 1]);
        refused("component 1 of the vector is NaN", 1, Float.NaN);
        refused("component 0 of the vector is Infinity", Float.POSITIVE_INFINITY);
        refused("component 2 of the vector is -Infinity", 1, 1, Float.NEGATIVE_INFINITY);
        refused("has the norm 0.0", 0, -0.0f);
        refused("allowed are 1.0E-15 to", 9e-16f);
        refused("has the norm 1.", 0x1p50f);
        assertEquals(1.0, Vector.of(1.1e-15f).cosineSimilarity(Vector.of(0x1p49f)));
        assertThrows(InvalidArgumentException.class, () -> Vector.of(1).cosineSimilarity(Vector.of(1, 0)));
    }

    private static void refused(String why, float... components) {
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, () -> Vector.of(components));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }

    @Example
    void nobodyCanChangeAVector() {
        float[] given = {1, 2};
        Vector vector = Vector.of(given);
        given[0] = 5;
        vector.components()[1] = 5;
        assertArrayEquals(new float[] {1, 2}, vector.components());
        assertEquals(Vector.of(1, 0.0f), Vector.of(1, -0.0f));
        assertEquals(Vector.of(1, 2).hashCode(), vector.hashCode());
        assertNotEquals(Vector.of(1, 2.0000002f), vector);
        assertFalse(vector.toString().contains("1.0"));
    }

    @Example
    void aSpaceHasANameAndTakesVectorsOfItsLengthOnly() {
        assertThrows(InvalidArgumentException.class, () -> new VectorSpace("", 1));
        assertThrows(InvalidArgumentException.class, () -> new VectorSpace("x".repeat(256), 1));
        assertThrows(InvalidArgumentException.class, () -> new VectorSpace("a\0", 1));
        assertThrows(InvalidArgumentException.class, () -> new VectorSpace("a", 0));
        assertThrows(InvalidArgumentException.class, () -> new VectorSpace("a", Vector.MAX_DIMENSIONS + 1));
        VectorSpace space = new VectorSpace("x".repeat(255), 2);
        assertEquals(Vector.of(1, 2), space.require(Vector.of(1, 2)));
        assertThrows(InvalidArgumentException.class, () -> space.require(Vector.of(1)));
    }

    @Example
    void matchesAreOrderedBySimilarityThenByKeyAndFactsBeforeEdges() {
        List<VectorMatch> ordered = List.of(
                match(new EdgeKey("z", "z", "z"), 0.9),
                match(new FactKey("a", "z", "z"), 0.5),
                match(new FactKey("b", "a", "a"), 0.5),
                match(new EdgeKey("a", "a", "a"), 0.5),
                match(new EdgeKey("a", "a", "b"), 0.5),
                match(new FactKey("a", "a", "a"), -1));
        assertEquals(
                ordered, Stream.of(5, 3, 1, 4, 0, 2).map(ordered::get).sorted().toList());
    }

    private static VectorMatch match(Key key, double similarity) {
        Assertion assertion = new Assertion(key, JsonObject.EMPTY, Instant.EPOCH, "a", "r");
        return new VectorMatch(
                new Fact("id", assertion, 1, 1, Instant.EPOCH, assertion.contentHash(), null), similarity);
    }

    private static BigDecimal dot(float[] a, float[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
        }
        return sum;
    }

    private static double norm(float[] components) {
        return Math.sqrt(dot(components, components).doubleValue());
    }

    private static float[] unboxed(Float[] boxed) {
        float[] components = new float[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            components[i] = boxed[i];
        }
        return components;
    }
}
