package dev.praxis.testkit.store;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.VersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One of the stores that are compared. It gives every answer as text, with ids and sequences replaced by their ordinals,
 * because a store may leave gaps in both. Confined to one thread.
 */
final class Side {

    private static final int MOST_PAGES = 1_000;

    private final Supplier<Store> store;
    private final Store reference;
    private final List<Long> sequences = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /**
     * Creates a side.
     *
     * @param store its store, which may be opened anew
     * @param reference the store whose facts conditional writes expect; the last to be called, so that all expect the same
     */
    Side(Supplier<Store> store, Store reference) {
        this.store = store;
        this.reference = reference;
    }

    Store store() {
        return store.get();
    }

    /** Carries out a call and tells what came of it. */
    String answer(Operation.Call call) {
        try {
            return call.on(this);
        } catch (VersionConflictException e) {
            return "conflict on " + e.key() + ", expected " + e.expected() + ", current " + text(e.current());
        } catch (PraxisException e) {
            return e.code();
        } catch (RuntimeException e) {
            return "unexpected " + e;
        }
    }

    /** What a conditional write expects. */
    Expected expected(Key key, Operation.Expectation expectation) {
        return expectation.of(reference.history(key, 0, FactQuery.MAX_LIMIT));
    }

    /** The sequence of one of the changes so far, taken modulo their number plus one; 0 for none. */
    long sequence(int change) {
        int ordinal = change % (sequences.size() + 1);
        return ordinal == 0 ? 0 : sequences.get(ordinal - 1);
    }

    /** The text of the answer to a write, whose id and sequence are new, unless it repeats another one. */
    String noted(Fact fact) {
        note(sequences, fact.ended().map(Retirement::sequence).orElse(fact.sequence()));
        if (fact.isActive()) {
            note(ids, fact.id());
        }
        return text(fact);
    }

    /** The text of the answer to a batch. */
    String noted(List<Fact> facts) {
        return String.join("", facts.stream().map(this::noted).toList());
    }

    /** The texts of all pages of a listing. */
    <K extends Key> String pages(Function<Optional<K>, Page<K>> reading) {
        StringBuilder text = new StringBuilder();
        Optional<K> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<K> answer = reading.apply(cursor);
            text.append(text(answer.facts()));
            cursor = answer.continuation();
            if (cursor.isEmpty()) {
                return text.toString();
            }
        }
        return "pages without end";
    }

    /** The texts of all changes after a sequence, read in pages. */
    String changes(long sequence, int limit) {
        StringBuilder text = new StringBuilder();
        long last = sequence;
        for (int page = 0; page < MOST_PAGES; page++) {
            List<Change> changes = store().changesSince(last, limit);
            if (changes.isEmpty()) {
                return text.isEmpty() ? "no changes" : text.toString();
            }
            changes.forEach(change -> text.append(text(change)));
            text.append("\n      -- ").append(changes.size());
            long next = changes.get(changes.size() - 1).sequence();
            if (next <= last) {
                return "changes again that were read before: " + text;
            }
            last = next;
        }
        return "pages without end";
    }

    String periods(List<Period> periods) {
        return periods.isEmpty()
                ? "no periods"
                : String.join(
                        "",
                        periods.stream()
                                .map(period -> text(period.fact()) + ", holds " + period.from() + " to " + period.to())
                                .toList());
    }

    String text(Optional<Fact> fact) {
        return fact.map(this::text).orElse("none");
    }

    String text(List<Fact> facts) {
        return facts.isEmpty()
                ? "no facts"
                : String.join("", facts.stream().map(this::text).toList());
    }

    /** The place of a sequence among those that writes answered; 0 for that of the empty store, -1 for an unknown one. */
    int ordinalOfSequence(long sequence) {
        return sequence == 0 ? 0 : ordinal(sequences, sequence);
    }

    private String text(Change change) {
        String what =
                change instanceof Change.Asserted asserted ? text(asserted.fact()) : text((Change.Retired) change);
        return what + ", request "
                + Optional.ofNullable(change.request()).map(Object::toString).orElse("none");
    }

    private String text(Change.Retired retired) {
        return "\n      retired " + retired.key() + " version " + retired.version() + " " + text(retired.retirement());
    }

    private String text(Fact fact) {
        return "\n      fact " + ordinal(ids, fact.id()) + " revision " + fact.revision() + " change "
                + ordinal(sequences, fact.sequence()) + " recorded " + fact.recordedAt() + " " + fact.assertion()
                + " hash " + fact.contentHash().hex() + ", "
                + fact.ended().map(this::text).orElse("active");
    }

    private String text(Retirement end) {
        return "invalid " + end.invalidAt() + ", ended by change " + ordinal(sequences, end.sequence()) + " at "
                + end.supersededAt() + " by " + end.actor() + " because " + end.reason();
    }

    private static <T> void note(List<T> answered, T value) {
        if (!answered.contains(value)) {
            answered.add(value);
        }
    }

    /** The place of an id or a sequence among those that writes answered, from 1; -1 for one that never was answered. */
    private static <T> int ordinal(List<T> answered, T value) {
        int index = answered.indexOf(value);
        return index < 0 ? -1 : index + 1;
    }
}
