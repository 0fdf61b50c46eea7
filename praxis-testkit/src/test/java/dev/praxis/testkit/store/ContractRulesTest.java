package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.praxis.testkit.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract in the javadoc of the API and the tests of the TCK have the same rules. */
class ContractRulesTest {

    private static final Path SPI = Path.of("praxis-api", "src", "main", "java", "dev", "praxis", "api", "store");
    private static final Pattern RULE = Pattern.compile("<li>(STORE-[A-Z]+-[0-9]+):");

    @Test
    void everyRuleIsTestedAndEveryTestedRuleIsWrittenDown() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String file : new String[] {
            "Store.java", "VersionedStore.java", "ReplicaStore.java", "SelfCheckingStore.java", "VectorStore.java"
        }) {
            String source = Files.readString(reactor().resolve(SPI).resolve(file));
            RULE.matcher(source).results().map(MatchResult::group).forEach(item -> written.add(id(item)));
        }
        assertTrue(written.size() >= 44, "only these rules were found in the javadoc: " + written);
        assertEquals(written, rulesOfTheTck());
    }

    @Test
    void theDisplayNameOfEveryTestStartsWithItsRule() {
        Set<String> names = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ModelStoreTest.class))
                .execute()
                .testEvents()
                .started()
                .map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName())
                .collect(Collectors.toSet());
        assertTrue(names.contains("STORE-CAS-2: the conflict carries the fact that is active"), names.toString());
        Predicate<String> startsWithRule =
                Pattern.compile("STORE-[A-Z]+-[0-9]+: [a-z]+ ").asPredicate();
        assertEquals(Set.of(), names.stream().filter(startsWithRule.negate()).collect(Collectors.toSet()));
    }

    /** The rules that the tests of all groups carry. */
    static Set<String> rulesOfTheTck() {
        return Stream.of(StoreTck.class.getDeclaredClasses())
                .flatMap(group -> Stream.of(group.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .map(method -> method.getAnnotation(Rule.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String id(String item) {
        return item.replaceAll("^<li>|:$", "");
    }

    /** The folder above this module, which the build names in a system property. */
    private static Path reactor() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .getParent();
    }
}
