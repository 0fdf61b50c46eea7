package dev.praxis.testkit.store;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of two stores that are compared. It gives every answer as text, with ids and sequences replaced by their ordinals,
 * because a store may leave gaps in both. Confined to one thread.
 */
final class Side {

    private static final int MOST_PAGES = 1_000;

    private final List<Long> sequences = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    /** Carries out a call and tells what came of it. */
    String answer(Store store, Operation operation, Expected expected) {
        try {
            return call(store, operation, expected);
        } catch (VersionConflictException e) {
            return "conflict on " + e.key() + ", expected " + e.expected() + ", current " + text(e.current());
        } catch (PraxisException e) {
            return e.code();
        } catch (RuntimeException e) {
            return "unexpected " + e;
        }
    }

    private String call(Store store, Operation operation, Expected expected) {
        if (operation instanceof Operation.Put put) {
            return noted(store.put(put.assertion()));
        } else if (operation instanceof Operation.PutIf put) {
            return noted(((VersionedStore) store).putIf(put.assertion(), expected));
        } else if (operation instanceof Operation.Retire retire) {
            return noted(store.retire(retire.request()));
        } else if (operation instanceof Operation.RetireIf retire) {
            return noted(((VersionedStore) store).retireIf(retire.request(), expected));
        } else if (operation instanceof Operation.Active active) {
            return text(store.active(active.key()));
        } else if (operation instanceof Operation.ListPages list) {
            return pages(store, list.query());
        } else if (operation instanceof Operation.History history) {
            return text(store.history(history.key(), history.afterRevision(), history.limit()));
        } else if (operation instanceof Operation.AsOfTime asOf) {
            return text(store.asOf(asOf.key(), asOf.validAt(), asOf.basis()));
        } else if (operation instanceof Operation.AsOfChange asOf) {
            return text(store.asOf(asOf.key(), asOf.validAt(), basis(asOf.change())));
        }
        throw new IllegalArgumentException("not a call: " + operation);
    }

    private Basis basis(int change) {
        int ordinal = change % (sequences.size() + 1);
        return new Basis.AtSequence(ordinal == 0 ? 0 : sequences.get(ordinal - 1));
    }

    private String pages(Store store, FactQuery query) {
        StringBuilder text = new StringBuilder();
        Optional<FactKey> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<FactKey> answer = store.list(cursor.map(query::after).orElse(query));
            text.append(text(answer.facts()));
            cursor = answer.continuation();
            if (cursor.isEmpty()) {
                return text.toString();
            }
        }
        return "pages without end";
    }

    /** The text of the answer to a write, whose id and sequence are new. */
    private String noted(Fact fact) {
        sequences.add(fact.ended().map(Retirement::sequence).orElse(fact.sequence()));
        if (fact.isActive()) {
            ids.add(fact.id());
        }
        return text(fact);
    }

    private String text(Optional<Fact> fact) {
        return fact.map(this::text).orElse("none");
    }

    private String text(List<Fact> facts) {
        return facts.isEmpty()
                ? "no facts"
                : String.join("", facts.stream().map(this::text).toList());
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

    /** The place of an id or a sequence among those that writes answered; 0 for one that never was answered. */
    private static <T> int ordinal(List<T> answered, T value) {
        return answered.lastIndexOf(value) + 1;
    }
}
