package dev.praxis.redaction;

import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import java.util.List;

/** Tries the rules of a plugin on their own samples before they are used. No message shows a sample. */
final class RuleTrial {

    private RuleTrial() {}

    static void requireUsable(RedactionRules plugin) {
        if (!ApiVersion.CURRENT.supports(plugin.apiVersion())) {
            throw new ProviderException("the redaction plugin '" + plugin.name() + "' was built for praxis API "
                    + plugin.apiVersion() + ", this is praxis API " + ApiVersion.CURRENT
                    + "; use a release of the plugin for that version");
        }
    }

    static PrefixedToken passed(RedactionRules plugin, RedactionRule rule) {
        PrefixedToken token = PrefixedToken.of(rule);
        SecretShape shape = new PrefixedTokens(List.of(token));
        if (rule.mustMatch().isEmpty()) {
            throw refused(plugin, rule, "has no sample that it must match; give one");
        }
        for (int i = 0; i < rule.mustMatch().size(); i++) {
            if (!finds(shape, rule.mustMatch().get(i))) {
                throw refused(
                        plugin, rule, "finds nothing in sample " + (i + 1) + " that it must match; correct either");
            }
        }
        for (int i = 0; i < rule.mustNotMatch().size(); i++) {
            if (finds(shape, rule.mustNotMatch().get(i))) {
                throw refused(
                        plugin,
                        rule,
                        "finds a secret in sample " + (i + 1) + " that it must not match; correct either");
            }
        }
        if (finds(shape, Spans.MARKER)) {
            throw refused(plugin, rule, "matches " + Spans.MARKER + " itself; choose another prefix");
        }
        return token;
    }

    private static boolean finds(SecretShape shape, String text) {
        Spans found = new Spans();
        shape.find(new Text(text), found);
        return !found.isEmpty();
    }

    private static ProviderException refused(RedactionRules plugin, RedactionRule rule, String why) {
        return new ProviderException("rule '" + rule.id() + "' of the redaction plugin '" + plugin.name() + "' " + why);
    }
}
