package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.engine.Detector;
import java.util.List;

/** Makes detectors of rules. */
public final class RuleCompiler {

    private RuleCompiler() {}

    /**
     * The detectors of a rule, one for each of its anchors.
     *
     * @throws RefusedPatternException if the pattern could match nothing, has nothing to be looked for first, or could take
     *     super-linear time
     */
    public static List<? extends Detector> compile(RedactionRule rule) {
        return rule.kind() == RedactionRule.Kind.KEYED ? List.of(new KeyedRule(rule)) : AnchoredRule.of(rule);
    }
}
