package dev.praxis.testkit.store;

import dev.praxis.api.Utf8Text;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The questions to the model, about the changes that are known and with the eyes of a view.
 *
 * @param changes the changes that are known
 * @param validAt the valid time that listings ask about, or null for what is active
 */
record ModelReader(List<ModelChange> changes, @Nullable Instant validAt) {

    static ModelReader all(List<ModelChange> changes) {
        return new ModelReader(changes, null);
    }

    static ModelReader at(List<ModelChange> changes, View view) {
        return new ModelReader(knownAt(changes, view.basis()).changes(), view.validAt());
    }

    static ModelReader knownAt(List<ModelChange> changes, Basis basis) {
        Predicate<ModelChange> known = basis instanceof Basis.AtSequence at
                ? change -> change.sequence() <= at.sequence()
                : change -> !change.recordedAt().isAfter(((Basis.RecordedAt) basis).recordedAt());
        return new ModelReader(changes.stream().filter(known).toList(), null);
    }

    /** The facts of a key by revision. */
    List<Fact> facts(Key key) {
        List<Fact> facts = new ArrayList<>();
        for (ModelChange change : changes) {
            if (change.key().equals(key)) {
                change.applyTo(facts);
            }
        }
        return facts;
    }

    Optional<Fact> active(Key key) {
        return facts(key).stream().filter(Fact::isActive).findFirst();
    }

    Optional<Fact> asOf(Key key, Instant valid) {
        return facts(key).stream()
                .filter(fact -> !fact.assertion().validFrom().isAfter(valid))
                .reduce((earlier, later) -> later)
                .filter(latest -> latest.ended()
                        .map(end -> end.invalidAt().isAfter(valid))
                        .orElse(true));
    }

    /** What holds can change at the start or at the end of a fact only, so it is asked at each of these. */
    List<Period> timeline(Key key) {
        TreeSet<Instant> times = new TreeSet<>();
        for (Fact fact : facts(key)) {
            times.add(fact.assertion().validFrom());
            fact.ended().map(Retirement::invalidAt).ifPresent(times::add);
        }
        List<Period> periods = new ArrayList<>();
        for (Instant time : times) {
            Instant next = times.higher(time);
            asOf(key, time).ifPresent(fact -> {
                Period before = periods.isEmpty() ? null : periods.get(periods.size() - 1);
                if (before != null && time.equals(before.to()) && before.fact().equals(fact)) {
                    periods.set(periods.size() - 1, new Period(before.from(), next, fact));
                } else {
                    periods.add(new Period(time, next, fact));
                }
            });
        }
        return periods;
    }

    Page<FactKey> list(FactQuery query) {
        return page(keys(FactKey.class).filter(key -> matches(query, key)).sorted(), query.limit(), FactKey.class);
    }

    Page<EdgeKey> neighbours(EdgeQuery query) {
        boolean outgoing = query.direction() == Direction.OUTGOING;
        Function<EdgeKey, String> node = outgoing ? EdgeKey::subject : EdgeKey::target;
        Function<EdgeKey, String> neighbour = outgoing ? EdgeKey::target : EdgeKey::subject;
        Comparator<EdgeKey> order =
                Comparator.comparing(EdgeKey::relation, Utf8Text::compare).thenComparing(neighbour, Utf8Text::compare);
        EdgeKey after = query.after();
        String relation = query.relation();
        return page(
                keys(EdgeKey.class)
                        .filter(key -> node.apply(key).equals(query.node()))
                        .filter(key -> relation == null || key.relation().equals(relation))
                        .filter(key -> after == null || order.compare(key, after) > 0)
                        .sorted(order),
                query.limit(),
                EdgeKey.class);
    }

    List<Change> changes(long sequence) {
        Map<Key, List<Fact>> facts = new HashMap<>();
        List<Change> seen = new ArrayList<>();
        for (ModelChange change : changes) {
            List<Fact> ofKey = facts.computeIfAbsent(change.key(), key -> new ArrayList<>());
            change.applyTo(ofKey);
            if (change.sequence() > sequence) {
                seen.add(change.seen(ofKey));
            }
        }
        return seen;
    }

    private <K extends Key> Stream<K> keys(Class<K> type) {
        return changes.stream()
                .map(ModelChange::key)
                .filter(type::isInstance)
                .map(type::cast)
                .distinct();
    }

    private <K extends Key> Page<K> page(Stream<K> keys, int limit, Class<K> type) {
        List<Fact> matching = keys.flatMap(key -> (validAt == null ? active(key) : asOf(key, validAt)).stream())
                .toList();
        if (matching.size() <= limit) {
            return new Page<>(matching, null);
        }
        List<Fact> page = matching.subList(0, limit);
        return new Page<>(page, type.cast(page.get(limit - 1).key()));
    }

    private static boolean matches(FactQuery query, FactKey key) {
        return key.subject().startsWith(query.subjectPrefix())
                && (query.predicate() == null || key.predicate().equals(query.predicate()))
                && (query.factType() == null || key.factType().equals(query.factType()))
                && (query.after() == null || key.compareTo(query.after()) > 0);
    }
}
