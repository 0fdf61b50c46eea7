package dev.praxis.testkit.store;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores that confuse edges, or their order, or what a view shows. */
final class BrokenEdges {

    private BrokenEdges() {}

    /** Lists edges among the facts. */
    static final class ListsEdges extends ForwardingStore {
        ListsEdges(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            Page<FactKey> page = super.list(query);
            List<Fact> facts = new ArrayList<>(page.facts());
            if (query.equals(FactQuery.all())) {
                sound.changesSince(0, FactQuery.MAX_LIMIT).stream()
                        .map(Change::key)
                        .filter(EdgeKey.class::isInstance)
                        .distinct()
                        .flatMap(key -> sound.active(key).stream())
                        .forEach(facts::add);
            }
            return new Page<>(facts, page.next());
        }
    }

    /** Finds the fact with the texts of an edge. */
    static final class TakesAFactForAnEdge extends ForwardingStore {
        TakesAFactForAnEdge(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Optional<Fact> active(Key key) {
            return super.active(key)
                    .or(() -> key instanceof EdgeKey edge
                            ? super.active(new FactKey(edge.subject(), edge.relation(), edge.target()))
                            : Optional.empty());
        }
    }

    /** Goes from the end of an edge to its start. */
    static final class GoesTheWrongWay extends ForwardingStore {
        GoesTheWrongWay(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<EdgeKey> neighbours(EdgeQuery query) {
            if (query.after() != null) {
                return super.neighbours(query);
            }
            Direction other = query.direction() == Direction.OUTGOING ? Direction.INCOMING : Direction.OUTGOING;
            return super.neighbours(
                    new EdgeQuery(query.node(), other, query.relation(), query.view(), null, query.limit()));
        }
    }

    /** Orders neighbours as facts are, by subject first. */
    static final class OrdersByKey extends ForwardingStore {
        OrdersByKey(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<EdgeKey> neighbours(EdgeQuery query) {
            EdgeQuery fromTheStart = new EdgeQuery(
                    query.node(), query.direction(), query.relation(), query.view(), null, FactQuery.MAX_LIMIT);
            EdgeKey after = query.after();
            Function<Fact, EdgeKey> edge = fact -> (EdgeKey) fact.key();
            List<Fact> facts = sound.neighbours(fromTheStart).facts().stream()
                    .filter(fact -> after == null || edge.apply(fact).compareTo(after) > 0)
                    .sorted(Comparator.comparing(edge))
                    .toList();
            List<Fact> some = facts.subList(0, Math.min(query.limit(), facts.size()));
            return new Page<>(some, facts.size() > some.size() ? edge.apply(some.get(some.size() - 1)) : null);
        }
    }

    /** Takes an edge from a thing to itself for none. */
    static final class LosesSelfLoops extends ForwardingStore {
        LosesSelfLoops(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<EdgeKey> neighbours(EdgeQuery query) {
            Page<EdgeKey> page = super.neighbours(query);
            return new Page<>(
                    page.facts().stream()
                            .filter(fact -> !isLoop((EdgeKey) fact.key()))
                            .toList(),
                    page.next());
        }

        private static boolean isLoop(EdgeKey edge) {
            return edge.subject().equals(edge.target());
        }
    }

    /** Lists what is active now, as of whenever it is asked. */
    static final class IgnoresTheViewOfLists extends ForwardingStore {
        IgnoresTheViewOfLists(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            return super.list(query.withView(View.ACTIVE));
        }
    }

    /** Lists what was active at the basis, whatever the valid time. */
    static final class IgnoresTheValidTimeOfLists extends ForwardingStore {
        IgnoresTheValidTimeOfLists(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            return super.list(query.withView(View.activeAt(query.view().basis())));
        }
    }

    /** Gives the neighbours of now, as of whenever it is asked. */
    static final class IgnoresTheViewOfNeighbours extends ForwardingStore {
        IgnoresTheViewOfNeighbours(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Page<EdgeKey> neighbours(EdgeQuery query) {
            return super.neighbours(query.withView(View.ACTIVE));
        }
    }
}
