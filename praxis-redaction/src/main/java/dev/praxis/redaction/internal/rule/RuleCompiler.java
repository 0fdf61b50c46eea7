package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.internal.engine.Detector;

/** Makes detectors of rules. */
public final class RuleCompiler {

    private RuleCompiler() {}

    /**
     * The detector of a rule.
     *
     * @throws RefusedPatternException if the pattern could match nothing, has nothing to be looked for first, or could take
     *     super-linear time
     */
    public static Detector compile(RedactionRule rule) {
        return rule.kind() == RedactionRule.Kind.KEYED ? new KeyedRule(rule) : new AnchoredRule(rule);
    }
}
