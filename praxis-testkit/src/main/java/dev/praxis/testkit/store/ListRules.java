package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code list} gives. */
abstract class ListRules extends StoreRules {

    /** The order of the contract, spelled out in bytes, so that it does not lean on the code of the API. */
    private static final Comparator<String> BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private static final Comparator<FactKey> ORDER = Comparator.comparing(FactKey::subject, BYTES)
            .thenComparing(FactKey::predicate, BYTES)
            .thenComparing(FactKey::factType, BYTES);

    ListRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: does the column have a collation, or does the store compare Java strings (UTF-16)? */
    @Rule("STORE-LIST-1")
    void factsComeInTheOrderOfTheBytesOfTheirKeys() {
        List<FactKey> keys = new ArrayList<>();
        for (String text : List.of("_x", "10", "9", "a", "A", "Z", "ab", "a b", HostileTexts.EMOJI)) {
            keys.add(key(text));
        }
        HostileTexts.ALL.forEach(text -> keys.add(key("host " + text)));
        keys.forEach(key -> store().put(says(key, "up")));

        assertLists(keys.stream().sorted(ORDER).toList(), FactQuery.all());
    }

    /** If it fails: is the order made of the subject alone, or of one joined text? */
    @Rule("STORE-LIST-1")
    void predicateAndFactTypeDecideBetweenEqualSubjects() {
        List<FactKey> keys = new ArrayList<>();
        for (String subject : List.of("a", "a\u0001", "a!")) {
            for (String predicate : List.of(HostileTexts.EMOJI, HostileTexts.REPLACEMENT, "b")) {
                for (String factType : List.of("z", HostileTexts.LAST, "\uE000")) {
                    keys.add(new FactKey(subject, predicate, factType));
                }
            }
        }
        keys.forEach(key -> store().put(says(key, "up")));

        List<FactKey> sorted = keys.stream().sorted(ORDER).toList();
        assertLists(sorted, FactQuery.all());
        assertEquals(sorted, keysByPages(FactQuery.all(), 4), "in pages of 4");
    }

    /** If it fails: is the filter a prefix or a pattern, or does it fold case? */
    @Rule("STORE-LIST-1")
    void predicateAndFactTypeMatchExactly() {
        List<String> texts = List.of("a", "A", "a ", "ab", "%", "_", HostileTexts.COMPOSED, HostileTexts.DECOMPOSED);
        for (String text : texts) {
            store().put(says(new FactKey("s", text, "t"), "up"));
            store().put(says(new FactKey("s", "p", text), "up"));
        }
        for (String text : texts) {
            assertLists(List.of(new FactKey("s", text, "t")), FactQuery.all().withPredicate(text));
            assertLists(List.of(new FactKey("s", "p", text)), FactQuery.all().withFactType(text));
        }
        assertLists(List.of(), FactQuery.all().withPredicate("absent"));
        assertLists(List.of(), FactQuery.all().withPredicate("a").withFactType("a"));
    }

    /** If it fails: does the listing show ended facts, or only those whose valid time has come? */
    @Rule("STORE-LIST-1")
    void exactlyTheActiveFactsAreListed() {
        store().put(says(KEY, "up"));
        Fact later = store().put(saysSince(second(9_999_999), KEY, "later"));
        FactKey gone = key("host:gone");
        store().put(says(gone, "up"));
        store().retire(retirementAt(second(9_999_999), gone));
        assertEquals(new Page<FactKey>(List.of(later), null), store().list(FactQuery.all()));
    }

    /** If it fails: does a page start at its cursor instead of after it, or is the last page not known as such? */
    @Rule("STORE-LIST-2")
    void pagesOfEverySizeGiveTheSame() {
        List<FactKey> keys = Stream.of("a", "b", HostileTexts.REPLACEMENT, HostileTexts.EMOJI, "c")
                .flatMap(subject -> Stream.of("p", "q").map(predicate -> new FactKey(subject, predicate, "t")))
                .sorted(ORDER)
                .toList();
        keys.forEach(key -> store().put(says(key, "up")));
        for (int limit = 1; limit <= keys.size() + 1; limit++) {
            assertEquals(keys, keysByPages(FactQuery.all(), limit), "pages of " + limit);
        }
        FactQuery someOfThem = FactQuery.all().withPredicate("q");
        assertEquals(
                keys.stream().filter(key -> key.predicate().equals("q")).toList(),
                keysByPages(someOfThem, 2),
                "pages of 2 with a filter");
    }

    /** If it fails: is there a continuation although nothing follows? Ask for one fact more than the page has. */
    @Rule("STORE-LIST-2")
    void theLastPageHasNoContinuation() {
        assertEquals(new Page<FactKey>(List.of(), null), store().list(FactQuery.all()), "of an empty store");
        Stream.of("a", "b", "c", "d").forEach(subject -> store().put(says(key(subject), "up")));
        Page<FactKey> first = store().list(FactQuery.all().withLimit(2));
        FactKey cursor = first.continuation()
                .orElseThrow(() -> new AssertionError("the first of two pages has no continuation"));
        Page<FactKey> second = store().list(FactQuery.all().withLimit(2).after(cursor));
        assertEquals(Optional.empty(), second.continuation(), "the continuation of the second of two pages");
    }

    /** If it fails: must the cursor be an active fact, or is it a count of facts to skip? */
    @Rule("STORE-LIST-2")
    void anyKeyCanBeACursor() {
        List<FactKey> keys = Stream.of("a", "c", "e").map(StoreRules::key).toList();
        keys.forEach(key -> store().put(says(key, "up")));
        assertLists(keys.subList(1, 3), FactQuery.all().after(key("b")));
        assertLists(List.of(), FactQuery.all().after(key("e")));
        assertLists(keys, FactQuery.all().after(new FactKey("a", "a", HostileTexts.LAST)));
        assertLists(List.of(), FactQuery.all().withSubjectPrefix("a").after(key("b")));
        assertLists(keys.subList(1, 2), FactQuery.all().withSubjectPrefix("c").after(key("a")));

        store().retire(retirement(key("c")));
        store().put(says(key("b"), "new and behind the cursor"));
        assertLists(List.of(key("e")), FactQuery.all().after(key("c")));
    }

    /** If it fails: is the prefix a LIKE pattern, folded, or a range whose upper end is made wrongly? */
    @Rule("STORE-LIST-3")
    void aPrefixIsComparedByteForByte() {
        List<FactKey> keys = new ArrayList<>();
        for (String text : HostileTexts.ALL) {
            keys.add(key(text));
            keys.add(key(text + "x"));
            keys.add(key(text + HostileTexts.LAST + HostileTexts.LAST));
        }
        Stream.of("Host:a", "host:a", "host%a", "h", "cafe").forEach(subject -> keys.add(key(subject)));
        keys.forEach(key -> store().put(says(key, "up")));

        List<FactKey> sorted = keys.stream().distinct().sorted(ORDER).toList();
        List<String> prefixes = new ArrayList<>(HostileTexts.ALL);
        prefixes.addAll(List.of("", "host", "Host:", "HOST", "h_st", "ho%", "caf", "e", "x", "\uD7FFx", "\uFFFFx"));
        prefixes.add(HostileTexts.LAST + HostileTexts.LAST);
        for (String prefix : prefixes) {
            assertLists(
                    sorted.stream()
                            .filter(key -> key.subject().startsWith(prefix))
                            .toList(),
                    FactQuery.all().withSubjectPrefix(prefix));
        }
    }

    /** If it fails: is a prefix cut to what a subject can hold? */
    @Rule("STORE-LIST-3")
    void aPrefixMayBeAsLongAsASubjectOrLonger() {
        FactKey longest = key(HostileTexts.longest(HostileTexts.EMOJI, FactKey.MAX_BYTES));
        store().put(says(longest, "up"));
        assertLists(List.of(longest), FactQuery.all().withSubjectPrefix(longest.subject()));
        assertLists(List.of(), FactQuery.all().withSubjectPrefix(longest.subject() + "x"));
    }

    private void assertLists(List<FactKey> expected, FactQuery query) {
        assertEquals(lines(expected), lines(keys(store().list(query))), "subjects, predicates and types for " + query);
    }

    /** All keys of a query, page by page. */
    private List<FactKey> keysByPages(FactQuery query, int limit) {
        FactQuery paged = query.withLimit(limit);
        List<Fact> facts = byPages(
                limit,
                (Optional<FactKey> cursor) ->
                        store().list(cursor.map(paged::after).orElse(paged)));
        return facts.stream().map(fact -> (FactKey) fact.key()).toList();
    }

    private static List<FactKey> keys(Page<FactKey> page) {
        return page.facts().stream().map(fact -> (FactKey) fact.key()).toList();
    }

    private static String lines(List<FactKey> keys) {
        return keys.stream().map(FactKey::toString).collect(Collectors.joining("\n"));
    }
}
