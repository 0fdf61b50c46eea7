package dev.praxis.testkit.store;

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
            Side side = new Side(place::store, model);
            Side modelSide = new Side(() -> model, model);
            for (int i = 0; i < sequence.size(); i++) {
                Operation operation = sequence.get(i);
                if (operation instanceof Operation.SetClock clock) {
                    place.clock().set(clock.now());
                } else if (operation instanceof Operation.Reopen) {
                    if (place.keepsData()) {
                        place.reopen();
                    }
                } else if (operation instanceof Operation.Call call && isPossible(call, place.store())) {
                    // The model comes last, so that both sides expect what it had before the call.
                    String answered = side.answer(call);
                    String modelAnswered = modelSide.answer(call);
                    if (!answered.equals(modelAnswered)) {
                        return Optional.of(new Difference(sequence.subList(0, i + 1), answered, modelAnswered));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isPossible(Operation.Call call, Store store) {
        return !call.isConditional() || store instanceof VersionedStore;
    }
}
