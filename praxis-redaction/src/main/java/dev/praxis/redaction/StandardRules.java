package dev.praxis.redaction;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.redaction.internal.context.ContextDetectors;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.rule.RuleCompiler;
import dev.praxis.redaction.internal.rule.RuleTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rules that come with praxis, from the rule files beside this class. */
final class StandardRules {

    /** The version of the rules and of the detectors; it changes when either does. */
    static final String VERSION = "secrets/3";

    private StandardRules() {}

    /** All rules, with their samples. */
    static List<RedactionRule> load() {
        List<RedactionRule> rules = new ArrayList<>();
        for (String file : RuleTable.FILES) {
            rules.addAll(RuleFile.parse(resource(file + ".json")).rules());
        }
        return rules;
    }

    /** The same rules without their samples, from the {@linkplain RuleTable table} that the build made of the files. */
    static List<RedactionRule> withoutSamples() {
        return RuleTable.read(resource(RuleTable.NAME));
    }

    /** The detectors of a tier, contexts first. */
    static List<Detector> detectors(Tier tier) {
        return tier == Tier.STRICT ? Strict.DETECTORS : Balanced.DETECTORS;
    }

    private static List<Detector> compiled(Tier tier) {
        List<Detector> detectors = new ArrayList<>(ContextDetectors.of(tier));
        for (RedactionRule rule : withoutSamples()) {
            if (tier == Tier.STRICT || rule.tier() == Tier.BALANCED) {
                detectors.addAll(RuleCompiler.compile(rule));
            }
        }
        return List.copyOf(detectors);
    }

    private static String resource(String name) {
        String path = "rules/" + name;
        try (InputStream in = Objects.requireNonNull(StandardRules.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the rules of praxis cannot be read from its own jar: " + path, e);
        }
    }

    /** Made when first asked for, once. */
    private static final class Balanced {
        private static final List<Detector> DETECTORS = compiled(Tier.BALANCED);
    }

    /** Made when first asked for, once. */
    private static final class Strict {
        private static final List<Detector> DETECTORS = compiled(Tier.STRICT);
    }
}
