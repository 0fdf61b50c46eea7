package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Tier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twice the text is at most a little more than twice the work, for every rule on texts that are made against it. */
class LinearWorkTest {

    private static final Redactor STRICT = Redactor.builder().tier(Tier.STRICT).build();

    @Test
    void noRuleReadsMoreThanItMustOfWhatAlmostMatches() {
        List<String> quadratic = new ArrayList<>();
        for (RedactionRule rule : StandardRules.load()) {
            for (String unit : unitsAgainst(rule)) {
                if (WorkGrowth.isMoreThanLinear(STRICT, unit)) {
                    quadratic.add(rule.id() + " reads too often: " + unit);
                }
            }
        }
        assertTrue(quadratic.isEmpty(), () -> String.join("\n", quadratic));
    }

    /** Its sample cut short, its sample with nothing between, and the names that announce it. */
    private static List<String> unitsAgainst(RedactionRule rule) {
        String secret = rule.mustMatch().get(0).secret();
        List<String> units = new ArrayList<>();
        units.add(secret.substring(0, Math.max(1, secret.length() / 3)));
        units.add(secret.substring(0, Math.max(1, secret.length() / 3)) + " ");
        units.add(rule.names().isEmpty() ? secret + "-" : rule.names().get(0) + "=");
        return units;
    }
}
