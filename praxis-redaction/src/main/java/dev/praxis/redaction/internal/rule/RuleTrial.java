package dev.praxis.redaction.internal.rule;

import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Engine;
import dev.praxis.redaction.internal.engine.Passes;
import dev.praxis.redaction.internal.text.Markers;
import java.util.List;

/** Tries rules on their own samples before they are used. No message shows a sample. */
public final class RuleTrial {

    private RuleTrial() {}

    /**
     * Checks that a plugin was built for this API.
     *
     * @throws ProviderException if it was not
     */
    public static void requireUsable(RedactionRules plugin) {
        if (!ApiVersion.CURRENT.supports(plugin.apiVersion())) {
            throw new ProviderException("the redaction plugin '" + plugin.name() + "' was built for praxis API "
                    + plugin.apiVersion() + ", this is praxis API " + ApiVersion.CURRENT
                    + "; use a release of the plugin for that version");
        }
    }

    /**
     * The detectors of a rule that passed.
     *
     * @throws ProviderException if its pattern is refused, or it has no sample, misses one, leaves a part of one, or finds
     *     something where it says there is nothing
     */
    public static List<? extends Detector> passed(RedactionRules plugin, RedactionRule rule) {
        List<? extends Detector> detectors;
        try {
            detectors = RuleCompiler.compile(rule);
        } catch (RefusedPatternException e) {
            throw refused(plugin, rule, String.valueOf(e.getMessage()));
        }
        Passes alone = new Passes(new Engine(detectors), (id, text, start, end, out) -> out.append(Markers.PLAIN));
        if (rule.mustMatch().isEmpty()) {
            throw refused(plugin, rule, "has no sample that it must match; give one");
        }
        for (int i = 0; i < rule.mustMatch().size(); i++) {
            RedactionRule.Sample sample = rule.mustMatch().get(i);
            String expected = sample.text().replace(sample.secret(), Markers.PLAIN);
            if (!alone.redact(sample.text()).equals(expected)) {
                throw refused(
                        plugin,
                        rule,
                        "does not find the whole secret and nothing else in sample " + (i + 1)
                                + " that it must match; correct either");
            }
        }
        for (int i = 0; i < rule.mustNotMatch().size(); i++) {
            String text = rule.mustNotMatch().get(i);
            if (!alone.redact(text).equals(text)) {
                throw refused(
                        plugin,
                        rule,
                        "finds a secret in sample " + (i + 1) + " that it must not match; correct either");
            }
        }
        return detectors;
    }

    private static ProviderException refused(RedactionRules plugin, RedactionRule rule, String why) {
        return new ProviderException("rule '" + rule.id() + "' of the redaction rules '" + plugin.name() + "' " + why);
    }
}
