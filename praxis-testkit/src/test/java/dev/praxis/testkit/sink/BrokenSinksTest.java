package dev.praxis.testkit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.praxis.testkit.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Who tests the test kit: it must fail every broken sink, at the rule that is broken, and no sound one. */
class BrokenSinksTest {

    private static final Path SPI = Path.of("praxis-api", "src", "main", "java", "dev", "praxis", "api", "audit");
    private static final Pattern RULE = Pattern.compile("<li>(SINK-[A-Z]+-[0-9]+):");

    @ParameterizedTest
    @EnumSource(BrokenSink.class)
    void aBrokenSinkFailsAtTheRuleThatItBreaks(BrokenSink sink) {
        List<String> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(testsOf(sink.brokenRule()))
                .configurationParameter(BrokenSinkTck.SINK, sink.name())
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .map(Throwable::getMessage)
                        .orElse("no message"))
                .toList();
        assertTrue(!failures.isEmpty(), sink + " passes");
        assertTrue(
                failures.stream().allMatch(message -> message.startsWith(sink.brokenRule() + ": ")),
                failures.toString());
    }

    @Test
    void everyRuleIsWrittenDownIsTestedAndHasASinkThatBreaksIt() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String file : List.of("AuditSink.java", "AuditSinkProvider.java")) {
            RULE.matcher(Files.readString(reactor().resolve(SPI).resolve(file)))
                    .results()
                    .forEach(match -> written.add(match.group(1)));
        }
        assertTrue(written.size() >= 17, "only these rules were found in the javadoc: " + written);
        Set<String> tested = rules().map(
                        method -> method.getAnnotation(Rule.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(written, tested);
        assertEquals(
                written,
                Stream.of(BrokenSink.values())
                        .map(BrokenSink::brokenRule)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theModelFailsNowhereAndSkipsNothing() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ModelSinkTest.class))
                .execute()
                .testEvents()
                .assertStatistics(count -> count.failed(0).aborted(0).skipped(0).succeeded(rules().count()));
    }

    private static DiscoverySelector[] testsOf(String rule) {
        return rules().filter(method -> method.getAnnotation(Rule.class).value().equals(rule))
                .map(method -> selectNestedMethod(
                        List.of(BrokenSinkTck.class), groupOf(method.getDeclaringClass()), method.getName()))
                .toArray(DiscoverySelector[]::new);
    }

    private static Stream<java.lang.reflect.Method> rules() {
        return Stream.of(SinkTck.class.getDeclaredClasses())
                .flatMap(group -> Stream.of(group.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Rule.class));
    }

    private static Class<?> groupOf(Class<?> rules) {
        return Stream.of(SinkTck.class.getDeclaredClasses())
                .filter(group -> group.getSuperclass() == rules)
                .findFirst()
                .orElseThrow();
    }

    /** The folder above this module, which the build names in a system property. */
    private static Path reactor() {
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .getParent();
    }
}
