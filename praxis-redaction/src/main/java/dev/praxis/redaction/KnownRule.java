package dev.praxis.redaction;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.redaction.internal.context.ContextDetectors;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.rule.RuleCompiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule, as it is shown.
 *
 * @param id its name in reports and markers
 * @param provider whose secret it is; {@code any} for what is recognised by its context
 * @param kind that of {@link RedactionRule.Kind} in lower case, or {@code context}
 * @param tier {@code balanced} or {@code strict}
 * @param pattern what it looks like, as in {@link RedactionRule}; empty for a context
 * @param anchors what is looked for first, in lower case; empty for a net over all that is as random as a key
 * @param samples texts in which it finds something; made up
 */
public record KnownRule(
        String id,
        String provider,
        String kind,
        String tier,
        String pattern,
        List<String> anchors,
        List<String> samples) {

    /** Copies the lists. */
    public KnownRule {
        anchors = List.copyOf(anchors);
        samples = List.copyOf(samples);
    }

    /**
     * The rules that come with praxis, and more.
     *
     * @param more rules of plugins or of a {@link RuleFile}
     * @return all of them, contexts first
     * @throws dev.praxis.api.plugin.ProviderException if one cannot be used
     */
    public static List<KnownRule> all(Collection<? extends RedactionRules> more) {
        Redactor.with(more);
        List<KnownRule> all = new ArrayList<>();
        Set<String> balanced = ContextDetectors.of(RedactionRule.Tier.BALANCED).stream()
                .map(Detector::id)
                .collect(Collectors.toSet());
        for (Detector detector : ContextDetectors.of(RedactionRule.Tier.STRICT)) {
            String tier = balanced.contains(detector.id()) ? "balanced" : "strict";
            all.add(new KnownRule(detector.id(), "any", "context", tier, "", detector.anchors(), List.of()));
        }
        Stream.concat(StandardRules.load().stream(), more.stream().flatMap(plugin -> plugin.rules().stream()))
                .forEach(rule -> all.add(of(rule)));
        return all;
    }

    private static KnownRule of(RedactionRule rule) {
        return new KnownRule(
                rule.id(),
                rule.provider(),
                rule.kind().name().toLowerCase(Locale.ROOT),
                rule.tier().name().toLowerCase(Locale.ROOT),
                rule.pattern(),
                RuleCompiler.compile(rule).stream()
                        .flatMap(detector -> detector.anchors().stream())
                        .distinct()
                        .toList(),
                rule.mustMatch().stream().map(RedactionRule.Sample::text).toList());
    }
}
