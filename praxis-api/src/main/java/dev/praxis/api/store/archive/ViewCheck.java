package dev.praxis.api.store.archive;

import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Direction;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.KeyEnd;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.View;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what a store says is active with where its changes end: each key by itself, the listing, and the edges of each thing
 * in both directions. What was written since does not matter. Confined to one thread.
 */
final class ViewCheck {

    /** Few, since each may hold a value of a megabyte. */
    private static final int PAGE = 50;

    private final Store store;
    private final long sequence;
    private final Map<Key, KeyEnd> ends;
    private final Findings findings;

    ViewCheck(Store store, long sequence, Map<Key, KeyEnd> ends, Findings findings) {
        this.store = store;
        this.sequence = sequence;
        this.ends = ends;
        this.findings = findings;
    }

    void run() {
        findings.reading("the active facts", this::compareActive);
        findings.reading("the listing", this::compareListing);
        findings.reading("the edges from a thing", () -> compareEdges(Direction.OUTGOING));
        findings.reading("the edges to a thing", () -> compareEdges(Direction.INCOMING));
    }

    private void compareActive() {
        for (Map.Entry<Key, KeyEnd> entry : ends.entrySet()) {
            if (findings.isFull()) {
                return;
            }
            FactVersion active = entry.getValue().active();
            Optional<Fact> answered = store.active(entry.getKey());
            boolean agrees = answered.map(Fact::version).equals(Optional.ofNullable(active));
            if (!agrees && !hasMovedOn(entry.getKey(), entry.getValue(), answered)) {
                findings.add(0, entry.getKey(), "what is active is not what its changes end with");
            }
        }
    }

    private boolean hasMovedOn(Key key, KeyEnd end, Optional<Fact> answered) {
        if (answered.isPresent() || end.active() == null) {
            return answered.filter(fact -> fact.sequence() > sequence).isPresent();
        }
        return store.history(key, end.revision() - 1, 1).stream()
                .flatMap(fact -> fact.ended().stream())
                .anyMatch(retirement -> retirement.sequence() > sequence);
    }

    private void compareListing() {
        Set<Key> missing = activeKeys();
        missing.removeIf(key -> !(key instanceof FactKey));
        View view = View.activeAt(new Basis.AtSequence(sequence));
        FactQuery query = FactQuery.all().withView(view).withLimit(PAGE);
        while (true) {
            Page<FactKey> page = store.list(query);
            page.facts().forEach(fact -> compareListed(fact, missing));
            Optional<FactKey> next = page.continuation();
            if (next.isEmpty() || findings.isFull()) {
                break;
            }
            query = query.after(next.get());
        }
        reportMissing(missing, "the listing");
    }

    private void compareEdges(Direction direction) {
        Set<Key> missing = activeKeys();
        missing.removeIf(key -> !(key instanceof EdgeKey));
        View view = View.activeAt(new Basis.AtSequence(sequence));
        for (String node : nodes(direction)) {
            EdgeQuery query = new EdgeQuery(node, direction, null, view, null, PAGE);
            while (!findings.isFull()) {
                Page<EdgeKey> page = store.neighbours(query);
                page.facts().forEach(fact -> compareListed(fact, missing));
                Optional<EdgeKey> next = page.continuation();
                if (next.isEmpty()) {
                    break;
                }
                query = query.after(next.get());
            }
        }
        reportMissing(missing, direction + " edges");
    }

    private void compareListed(Fact fact, Set<Key> missing) {
        KeyEnd end = ends.getOrDefault(fact.key(), KeyEnd.NONE);
        if (!fact.version().equals(end.active()) || !missing.remove(fact.key())) {
            findings.add(fact.sequence(), fact.key(), "it is listed and is not what its changes end with");
        }
    }

    private void reportMissing(Set<Key> missing, String where) {
        if (!findings.isFull()) {
            missing.forEach(key -> findings.add(0, key, "it is active by its changes and missing from " + where));
        }
    }

    private Set<Key> activeKeys() {
        Set<Key> active = new HashSet<>(ends.keySet());
        active.removeIf(key -> ends.getOrDefault(key, KeyEnd.NONE).active() == null);
        return active;
    }

    private List<String> nodes(Direction direction) {
        return ends.keySet().stream()
                .filter(EdgeKey.class::isInstance)
                .map(EdgeKey.class::cast)
                .map(direction == Direction.OUTGOING ? EdgeKey::subject : EdgeKey::target)
                .collect(Collectors.toSet())
                .stream()
                .sorted()
                .toList();
    }
}
