package dev.praxis.redaction;

import static dev.praxis.redaction.Alphabet.ALNUM;
import static dev.praxis.redaction.Alphabet.BASE64URL;
import static dev.praxis.redaction.Alphabet.LOWER_HEX;
import static dev.praxis.redaction.Alphabet.UPPER_AND_DIGITS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens with a fixed prefix. They are told apart by their first character, then tried one after another. */
final class PrefixedTokens implements SecretShape {

    private static final Alphabet DOTTED = BASE64URL.plus(Alphabet.of("."));

    /** What is known to every praxis. A minimum is a floor against ordinary words; tails are always taken whole. */
    static final List<PrefixedToken> STANDARD = List.of(
            // Amazon Web Services: long-term and temporary access key ids
            PrefixedToken.of("AKIA", UPPER_AND_DIGITS, 16),
            PrefixedToken.of("ASIA", UPPER_AND_DIGITS, 16),
            // GitHub
            PrefixedToken.of("ghp_", ALNUM, 20),
            PrefixedToken.of("gho_", ALNUM, 20),
            PrefixedToken.of("ghu_", ALNUM, 20),
            PrefixedToken.of("ghs_", ALNUM, 20),
            PrefixedToken.of("ghr_", ALNUM, 20),
            PrefixedToken.of("github_pat_", BASE64URL, 20),
            // GitLab: personal, runner, deploy, trigger, feed, incoming mail, agent, CI job, OAuth, SCIM
            PrefixedToken.of("glpat-", BASE64URL, 16),
            PrefixedToken.of("glrt-", BASE64URL, 16),
            PrefixedToken.of("gldt-", BASE64URL, 16),
            PrefixedToken.of("glptt-", BASE64URL, 16),
            PrefixedToken.of("glft-", BASE64URL, 16),
            PrefixedToken.of("glimt-", BASE64URL, 16),
            PrefixedToken.of("glagent-", BASE64URL, 16),
            PrefixedToken.of("glcbt-", BASE64URL, 16),
            PrefixedToken.of("gloas-", BASE64URL, 16),
            PrefixedToken.of("glsoat-", BASE64URL, 16),
            PrefixedToken.of("glffct-", BASE64URL, 16),
            PrefixedToken.of("GR1348941", BASE64URL, 16),
            // Package registries
            PrefixedToken.of("npm_", ALNUM, 36),
            PrefixedToken.of("dckr_pat_", BASE64URL, 20),
            PrefixedToken.of("dckr_oat_", BASE64URL, 20),
            PrefixedToken.of("rubygems_", LOWER_HEX, 40),
            PrefixedToken.of("pypi-AgEIcHlwaS5vcmc", BASE64URL, 16),
            // Slack
            PrefixedToken.of("xoxb-", BASE64URL, 10),
            PrefixedToken.of("xoxa-", BASE64URL, 10),
            PrefixedToken.of("xoxp-", BASE64URL, 10),
            PrefixedToken.of("xoxr-", BASE64URL, 10),
            PrefixedToken.of("xoxe-", BASE64URL, 10),
            PrefixedToken.of("xoxs-", BASE64URL, 10),
            PrefixedToken.of("xapp-", BASE64URL, 10),
            // Grafana
            PrefixedToken.of("glsa_", BASE64URL, 20),
            PrefixedToken.of("glc_", BASE64URL, 32),
            // Model providers
            PrefixedToken.of("sk-proj-", BASE64URL, 16),
            PrefixedToken.of("sk-svcacct-", BASE64URL, 16),
            PrefixedToken.of("sk-admin-", BASE64URL, 16),
            PrefixedToken.of("sk-ant-", BASE64URL, 20),
            PrefixedToken.of("sk-", ALNUM, 20),
            PrefixedToken.of("hf_", ALNUM, 20),
            // DigitalOcean
            PrefixedToken.of("dop_v1_", LOWER_HEX, 40),
            PrefixedToken.of("doo_v1_", LOWER_HEX, 40),
            PrefixedToken.of("dor_v1_", LOWER_HEX, 40),
            // Stripe
            PrefixedToken.of("sk_live_", ALNUM, 10),
            PrefixedToken.of("sk_test_", ALNUM, 10),
            PrefixedToken.of("sk_prod_", ALNUM, 10),
            PrefixedToken.of("rk_live_", ALNUM, 10),
            PrefixedToken.of("rk_test_", ALNUM, 10),
            PrefixedToken.of("rk_prod_", ALNUM, 10),
            // Google
            PrefixedToken.of("AIza", BASE64URL, 35),
            PrefixedToken.of("ya29.", DOTTED, 20),
            // HashiCorp Vault
            PrefixedToken.of("hvs.", BASE64URL, 20),
            PrefixedToken.of("hvb.", BASE64URL, 20),
            // age, Tailscale
            PrefixedToken.of("AGE-SECRET-KEY-1", UPPER_AND_DIGITS, 20),
            PrefixedToken.of("tskey-", BASE64URL, 16),
            // praxis' own approval tokens
            PrefixedToken.of("prx_", BASE64URL, 20));

    private final Map<Character, List<PrefixedToken>> byFirstCharacter = new HashMap<>();
    private final Alphabet firstCharacters;

    PrefixedTokens(List<PrefixedToken> tokens) {
        StringBuilder first = new StringBuilder();
        for (PrefixedToken token : tokens) {
            char c = token.prefix().charAt(0);
            byFirstCharacter.computeIfAbsent(c, key -> new ArrayList<>()).add(token);
            first.append(c);
        }
        firstCharacters = Alphabet.of(first.toString());
    }

    @Override
    public void find(Text text, Spans found) {
        int i = 0;
        while (i < text.length()) {
            int end = firstCharacters.has(text.charAt(i)) && Boundary.before(text, i) ? longestMatch(text, i) : -1;
            if (end > i) {
                found.add(i, end);
                i = end;
            } else {
                i++;
            }
        }
    }

    private int longestMatch(Text text, int start) {
        @Nullable List<PrefixedToken> candidates = byFirstCharacter.get(text.charAt(start));
        int longest = -1;
        if (candidates != null) {
            for (PrefixedToken token : candidates) {
                longest = Math.max(longest, token.matchEnd(text, start));
            }
        }
        return longest;
    }
}
