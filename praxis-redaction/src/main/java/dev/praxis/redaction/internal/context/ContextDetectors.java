package dev.praxis.redaction.internal.context;

import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.redaction.internal.engine.Detector;
import java.util.List;

/** All detectors that know a secret by what stands around it, in the order in which they are asked at the same place. */
public final class ContextDetectors {

    private ContextDetectors() {}

    /** The detectors of a tier; those of the strict tier hold those of the balanced one. */
    public static List<Detector> of(Tier tier) {
        return List.of(
                new PrivateKeyBlocks(),
                new BearerTokens(),
                new KeyedValues(),
                new FlagValues(),
                new ToolPasswords(),
                new NetrcPasswords(),
                new UrlCredentials());
    }
}
