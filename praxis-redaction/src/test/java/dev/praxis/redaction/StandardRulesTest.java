package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.PraxisException;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.rule.RuleTrial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StandardRulesTest {

    @DisplayName("each rule finds the whole secret in its samples and nothing else, and nothing where there is none")
    @Test
    void samples() {
        List<String> refused = new ArrayList<>();
        for (RedactionRule rule : StandardRules.load()) {
            try {
                RuleTrial.passed(new RuleFile("praxis", "1", List.of(rule)), rule);
            } catch (PraxisException e) {
                refused.add(rule.id() + ": " + e.getMessage());
            }
        }
        assertEquals("", String.join("\n", refused));
    }

    @DisplayName("what a redactor is made of is what the rule files say")
    @Test
    void tables() {
        List<RedactionRule> read = StandardRules.load().stream()
                .map(StandardRulesTest::withoutSamples)
                .toList();
        assertEquals(read, StandardRules.withoutSamples());
    }

    private static RedactionRule withoutSamples(RedactionRule rule) {
        return new RedactionRule(
                rule.id(),
                rule.provider(),
                rule.kind(),
                rule.pattern(),
                rule.names(),
                rule.within(),
                rule.ignoreCase(),
                rule.minEntropy(),
                rule.minDigits(),
                rule.checksum(),
                rule.tier(),
                List.of(),
                List.of());
    }

    @DisplayName("no two rules have one id")
    @Test
    void ids() {
        Set<String> ids = new HashSet<>();
        List<String> twice = StandardRules.load().stream()
                .map(RedactionRule::id)
                .filter(id -> !ids.add(id))
                .toList();
        assertEquals(List.of(), twice);
    }
}
