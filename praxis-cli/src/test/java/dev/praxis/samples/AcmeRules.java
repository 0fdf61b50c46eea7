package dev.praxis.samples;

import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import java.util.List;

/** The tokens of a made-up company. The sample of docs/guides/plugins.md. */
public final class AcmeRules implements RedactionRules {

    private static final String HEX = "0123456789abcdef";

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<RedactionRule> rules() {
        return List.of(RedactionRule.anchored("acme-token", "acme", "acme_[0-9a-f]{32,}")
                .mustMatch("use acme_" + HEX + HEX + " here", "acme_" + HEX + HEX)
                .mustNotMatch("acme_corp")
                .mustNotMatch("acme_" + HEX)
                .build());
    }
}
