package dev.praxis.testkit.store;

import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.VersionedStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a sequence on a fresh store and on the model, side by side, with the same clock. */
final class ModelComparison {

    private final Supplier<StorePlace> places;

    ModelComparison(Supplier<StorePlace> places) {
        this.places = places;
    }

    /** Where two stores answered differently: the steps up to there, and both answers. */
    record Difference(List<Operation> steps, String answered, String modelAnswered) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < steps.size(); i++) {
                text.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
            }
            return escaped(text + "\n    the store: " + answered + "\n    the model: " + modelAnswered);
        }

        /** In ASCII, so that texts of the same look can be told apart. */
        private static String escaped(String text) {
            StringBuilder ascii = new StringBuilder();
            text.codePoints().forEach(point -> {
                if ((point >= ' ' && point < 0x7f) || point == '\n') {
                    ascii.appendCodePoint(point);
                } else {
                    ascii.append(String.format(Locale.ROOT, "\\u{%x}", point));
                }
            });
            return ascii.toString();
        }
    }

    /** The first difference, if there is one. Conditional writes are left out where the store has none. */
    Optional<Difference> compare(List<Operation> sequence) {
        try (StorePlace place = places.get()) {
            ModelStore model = new ModelStore(place.options());
            Side side = new Side();
            Side modelSide = new Side();
            for (int i = 0; i < sequence.size(); i++) {
                Operation operation = sequence.get(i);
                if (operation instanceof Operation.SetClock clock) {
                    place.clock().set(clock.now());
                } else if (operation instanceof Operation.Reopen) {
                    if (place.keepsData()) {
                        place.reopen();
                    }
                } else if (isPossible(operation, place.store())) {
                    // Taken from the model before the call, so that both sides expect the same.
                    Expected expected = expected(operation, model);
                    String answered = side.answer(place.store(), operation, expected);
                    String modelAnswered = modelSide.answer(model, operation, expected);
                    if (!answered.equals(modelAnswered)) {
                        return Optional.of(new Difference(sequence.subList(0, i + 1), answered, modelAnswered));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isPossible(Operation operation, Store store) {
        boolean conditional = operation instanceof Operation.PutIf || operation instanceof Operation.RetireIf;
        return !conditional || store instanceof VersionedStore;
    }

    private static Expected expected(Operation operation, ModelStore model) {
        if (operation instanceof Operation.PutIf put) {
            return expected(put.assertion().key(), put.expectation(), model);
        } else if (operation instanceof Operation.RetireIf retire) {
            return expected(retire.request().key(), retire.expectation(), model);
        }
        return Expected.absent();
    }

    private static Expected expected(Key key, Operation.Expectation expectation, ModelStore model) {
        return expectation.of(model.history(key, 0, FactQuery.MAX_LIMIT));
    }
}
