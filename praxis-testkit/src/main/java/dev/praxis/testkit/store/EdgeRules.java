package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.View;
import dev.praxis.testkit.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Edges as keys like any other. */
abstract class EdgeRules extends StoreRules {

    private static final EdgeKey EDGE = edge("vm:web", "runs-on", "host:cp-1");

    EdgeRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: which read or write looks for facts only? */
    @Rule("STORE-EDGE-1")
    void anEdgeIsWrittenReadAndRetiredLikeAFact() {
        Fact first = store().put(says(EDGE, "up"));
        assertEquals(1, first.revision());
        assertEquals(says(EDGE, "up").contentHash(), first.contentHash());
        assertEquals(Optional.of(first), store().active(EDGE), "active");

        Fact second = store().put(saysSince(second(5), EDGE, "down"));
        Fact superseded = history(EDGE).get(0);
        assertEquals(List.of(superseded, second), history(EDGE), "history");
        assertEquals(second.sequence(), superseded.ended().orElseThrow().sequence(), "the end of the first");
        assertEquals(Optional.of(superseded), store().asOf(EDGE, second(4), Basis.latest()), "as of valid time");
        assertEquals(
                Optional.of(first),
                store().asOf(EDGE, second(9), new Basis.AtSequence(first.sequence())),
                "as of the record");

        Fact retired = store().retire(retirementAt(second(9), EDGE));
        assertEquals(second.retiredBy(retired.retirement()), retired);
        assertEquals(Optional.empty(), store().active(EDGE), "active after the retirement");
        assertEquals(
                List.of(new Period(NOON, second(5), superseded), new Period(second(5), second(9), retired)),
                store().timeline(EDGE, Basis.latest(), UtcMicros.MIN, 9),
                "timeline");
        assertThrows(NoActiveFactException.class, () -> store().retire(retirement(EDGE)));
        assertEquals(3, store().put(says(EDGE, "up")).revision(), "revisions go on after a retirement");
    }

    /** If it fails: is the type of a key a part of its identity in every table, index and query? */
    @Rule("STORE-EDGE-1")
    void equalTextsAsFactAndAsEdgeAreDifferentKeys() {
        FactKey factKey = new FactKey("a", "b", "c");
        EdgeKey edgeKey = new EdgeKey("a", "b", "c");
        Fact fact = store().put(says(factKey, "fact"));
        assertEquals(Optional.empty(), store().active(edgeKey), "the edge before it is put");
        assertEquals(List.of(), history(edgeKey), "its history");
        assertThrows(NoActiveFactException.class, () -> store().retire(retirement(edgeKey)));

        Fact edge = store().put(says(edgeKey, "edge"));
        assertEquals(1, edge.revision(), "the revision of the edge");
        assertEquals(Optional.of(fact), store().active(factKey), "the fact after the edge was put");
        Fact retired = store().retire(retirement(factKey));
        assertEquals(Optional.of(edge), store().active(edgeKey), "the edge after the fact was retired");
        assertEquals(List.of(retired), history(factKey), "history of the fact");
        assertEquals(List.of(edge), history(edgeKey), "history of the edge");
        assertEquals(Optional.of(edge), store().asOf(edgeKey, NOON, Basis.latest()), "as of noon");
        assertEquals(List.of(), store().timeline(factKey, Basis.latest(), UtcMicros.MIN, 9), "timeline of the fact");
        assertEquals(
                List.of(new Period(NOON, null, edge)),
                store().timeline(edgeKey, Basis.latest(), UtcMicros.MIN, 9),
                "timeline of the edge");
    }

    /** If it fails: does the listing filter the types of keys before it counts the facts of a page? */
    @Rule("STORE-EDGE-1")
    void noEdgeIsInAListOfFacts() {
        FactKey first = new FactKey("a", "b", "c");
        FactKey last = new FactKey("a", "b", "e");
        for (String target : List.of("b", "c", "d", "e", "f")) {
            store().put(says(edge("a", "b", target), "edge"));
        }
        assertEquals(new Page<FactKey>(List.of(), null), store().list(FactQuery.all()), "with edges only");
        Fact firstFact = store().put(says(first, "fact"));
        Fact lastFact = store().put(says(last, "fact"));

        Page<FactKey> both = new Page<>(List.of(firstFact, lastFact), null);
        View then = View.activeAt(new Basis.AtSequence(store().lastSequence()));
        assertEquals(both, store().list(FactQuery.all()), "all");
        assertEquals(both, store().list(FactQuery.all().withLimit(2)), "in a page of 2");
        assertEquals(both, store().list(FactQuery.all().withView(then)), "as of the last change");
        assertEquals(both, store().list(FactQuery.all().withView(View.asOf(NOON, Basis.latest()))), "as of noon");
        assertEquals(both, store().list(FactQuery.all().withSubjectPrefix("a").withPredicate("b")), "filtered");
        assertEquals(
                new Page<FactKey>(List.of(lastFact), null),
                store().list(FactQuery.all().withFactType("e")),
                "with the fact type that is the target of an edge");
        assertEquals(
                new Page<FactKey>(List.of(firstFact), first),
                store().list(FactQuery.all().withLimit(1)),
                "a page of 1");
        assertEquals(
                new Page<FactKey>(List.of(lastFact), null),
                store().list(FactQuery.all().withLimit(1).after(first)),
                "the page after it");
    }

    /** If it fails: is a fact taken for an edge from its subject to its fact type? */
    @Rule("STORE-EDGE-1")
    void noFactIsAmongTheNeighbours() {
        store().put(says(new FactKey("a", "r", "b"), "fact"));
        Fact edge = store().put(says(edge("a", "r", "c"), "edge"));
        store().put(says(new FactKey("a", "r", "c"), "fact"));
        store().put(says(new FactKey("a", "r", "d"), "fact"));
        assertEquals(
                new Page<EdgeKey>(List.of(edge), null),
                store().neighbours(EdgeQuery.from("a").withLimit(1)));
        assertEquals(new Page<EdgeKey>(List.of(edge), null), store().neighbours(EdgeQuery.to("c")));
        assertEquals(new Page<EdgeKey>(List.of(), null), store().neighbours(EdgeQuery.to("b")));
    }

    /** If it fails: are the parts joined with a separator, compared by look, or is an edge the same both ways? */
    @Rule("STORE-EDGE-1")
    void edgesThatDifferAtAllAreDifferentEdges() {
        List<EdgeKey> edges = new ArrayList<>(List.of(
                edge("a", "r", "b"),
                edge("b", "r", "a"),
                edge("a", "b", "r"),
                edge("a", "R", "b"),
                edge("a ", "r", "b"),
                edge("a", "r ", "b"),
                edge("a", "r", "b "),
                edge("a -r-> b", "r", "c"),
                edge("a", "r", "b -r-> c"),
                edge("a", "r", "a")));
        for (String text : List.of(HostileTexts.COMPOSED, HostileTexts.DECOMPOSED)) {
            edges.addAll(List.of(edge(text, "r", "b"), edge("a", text, "b"), edge("a", "r", text)));
        }
        for (EdgeKey edge : edges) {
            assertEquals(1, store().put(says(edge, edge.toString())).revision(), "revision of the new edge " + edge);
        }
        for (EdgeKey edge : edges) {
            assertEquals(Optional.of(edge.toString()), store().active(edge).map(StoreRules::textOf));
        }
    }

    /** If it fails: does a column or an index of edges change or refuse what one of facts keeps? */
    @Rule("STORE-EDGE-1")
    void anyTextAndTheLongestSurviveInEveryPartOfAnEdge() {
        List<Assertion> assertions = new ArrayList<>();
        for (String text : HostileTexts.ALL) {
            assertions.add(says(edge(text, text, text), text));
        }
        for (String unit : List.of("x", "\u00e9", HostileTexts.EMOJI)) {
            String longest = HostileTexts.longest(unit, FactKey.MAX_BYTES);
            String relation = HostileTexts.longest(unit, EdgeKey.MAX_RELATION_BYTES);
            assertions.add(new Assertion(edge(longest, relation, longest), JsonObject.EMPTY, NOON, "actor", "reason"));
        }
        for (Assertion assertion : assertions) {
            Key key = assertion.key();
            Fact put = store().put(assertion);
            assertEquals(assertion, put.assertion());
            assertEquals(Optional.of(put), store().active(key), "active");
            assertEquals(List.of(put), history(key), "history");
            Page<EdgeKey> alone = new Page<>(List.of(put), null);
            assertEquals(alone, store().neighbours(EdgeQuery.from(key.subject())), "outgoing");
            assertEquals(alone, store().neighbours(EdgeQuery.to(key.subject())), "incoming");
        }
    }
}
