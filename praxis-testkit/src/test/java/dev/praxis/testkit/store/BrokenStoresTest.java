package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.praxis.testkit.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Who tests the test kit: it must fail every broken store, at the rule that is broken, and no sound one. */
class BrokenStoresTest {

    /** Below this a run has lost whole groups. */
    private static final int LEAST_TESTS = 140;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void aBrokenStoreFailsAtTheRuleThatItBreaks(Mutant mutant) {
        List<Failure> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(testsOf(mutant.brokenRule()))
                .configurationParameter(MutantTck.MUTANT, mutant.name())
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(Failure::of)
                .toList();

        Set<String> failedRules = failures.stream().map(Failure::rule).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(failedRules.contains(mutant.brokenRule()), mutant + " fails only at " + failedRules);
        assertAll(failures.stream().map(failure -> () -> {
            assertTrue(failure.message().startsWith(failure.rule() + ": "), failure.message());
            assertFalse(failure.message().contains("NullPointerException"), failure.message());
        }));
    }

    @Test
    void everyRuleOfTheContractHasAStoreThatBreaksIt() {
        Set<String> broken = Stream.of(Mutant.values()).map(Mutant::brokenRule).collect(Collectors.toSet());
        assertEquals(ContractRulesTest.rulesOfTheTck(), broken);
    }

    @Test
    void theModelFailsNowhereAndSkipsNothing() {
        Events tests = run(ModelStoreTest.class, "");
        tests.assertStatistics(count -> count.failed(0).aborted(0).skipped(0));
        assertTrue(
                tests.succeeded().count() >= LEAST_TESTS,
                "only " + tests.succeeded().count() + " tests ran");
    }

    @Test
    void aSoundStoreWithLessSkipsOnlyWhatItDoesNotHave() {
        Events tests = run(PlainStoreTck.class, "");
        tests.assertStatistics(count -> count.failed(0).skipped(0));
        Set<String> abortedRules = tests.aborted().stream()
                .map(event -> rule(event.getTestDescriptor()).replaceAll("-[0-9]+$", ""))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "STORE-CAS",
                        "STORE-READ",
                        "STORE-DURABLE",
                        "STORE-ARG",
                        "STORE-REPLICA",
                        "STORE-CHECK",
                        "STORE-VECTOR"),
                abortedRules);
    }

    /** The tests of the one rule: all of the kit for each of so many mutants would take minutes. */
    private static DiscoverySelector[] testsOf(String rule) {
        return Stream.of(StoreTck.class.getDeclaredClasses())
                .flatMap(group -> Stream.of(group.getSuperclass().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Rule.class)
                                && method.getAnnotation(Rule.class).value().equals(rule))
                        .map(method -> selectNestedMethod(List.of(MutantTck.class), group, method.getName())))
                .toArray(DiscoverySelector[]::new);
    }

    private record Failure(String rule, String message) {

        static Failure of(Event event) {
            String message = event.getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .map(Throwable::getMessage)
                    .orElse("no message");
            return new Failure(BrokenStoresTest.rule(event.getTestDescriptor()), message);
        }
    }

    private static Events run(Class<?> tck, String mutant) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tck))
                .configurationParameter(MutantTck.MUTANT, mutant)
                .execute()
                .testEvents();
    }

    private static String rule(TestDescriptor test) {
        return test.getSource()
                .map(MethodSource.class::cast)
                .map(source -> source.getJavaMethod().getAnnotation(Rule.class).value())
                .orElseThrow();
    }
}
