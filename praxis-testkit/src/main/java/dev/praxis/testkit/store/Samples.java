package dev.praxis.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** Draws values from a jqwik generator outside of jqwik's own engine. */
final class Samples {

    private static final int SIZE = 1000;

    private Samples() {}

    /** Some values, other ones in every run; they stand in the message of the assertion that fails. */
    static <T> List<T> of(Arbitrary<T> arbitrary, int count) {
        Random random = new Random();
        return inSession(() -> {
            RandomGenerator<T> generator = arbitrary.generator(SIZE);
            return Stream.generate(() -> generator.next(random).value())
                    .limit(count)
                    .toList();
        });
    }

    /** The one value that belongs to a seed. */
    static <T> T withSeed(Arbitrary<T> arbitrary, long seed) {
        return inSession(() -> arbitrary.generator(SIZE).next(new Random(seed)).value());
    }

    private static <T> T inSession(Supplier<T> draw) {
        List<T> drawn = new ArrayList<>(1);
        JqwikSession.run(() -> drawn.add(draw.get()));
        return drawn.get(0);
    }
}
