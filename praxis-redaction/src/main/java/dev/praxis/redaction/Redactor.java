package dev.praxis.redaction;

import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Replaces secrets by {@value #MARKER}. What it cannot tell from a secret goes too: too much hidden is a nuisance, too
 * little a leak.
 *
 * <p>It knows tokens by their prefix, JSON Web Tokens, private keys, HTTP credentials, values behind a key or flag that
 * names a secret, passwords behind flags of well-known tools and in netrc entries, and passwords in URLs. A secret is taken to its end, however long; the key, flag, user or host beside
 * it stays.
 *
 * <ul>
 *   <li>Text without a secret comes back as the same instance.
 *   <li>{@code redact(redact(x))} equals {@code redact(x)}.
 *   <li>The time is linear in the length of the text, whatever the text; no regular expression sees it.
 * </ul>
 *
 * <p>Immutable and thread-safe; never blocks.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MARKER = Spans.MARKER;

    private static final String STANDARD_VERSION = "secrets/1";

    /** Two rounds are enough for all text that was seen; the rest is hostile. */
    private static final int MAX_ROUNDS = 8;

    private final String version;
    private final List<SecretShape> shapes;

    private Redactor(String version, List<PrefixedToken> tokens) {
        this.version = version;
        this.shapes = List.of(
                new PrefixedTokens(tokens),
                new JsonWebTokens(),
                new PrivateKeyBlocks(),
                new BearerTokens(),
                new KeyedValues(),
                new FlagValues(),
                new ToolPasswords(),
                new NetrcPasswords(),
                new UrlCredentials());
    }

    /**
     * The redactor with the rules that come with praxis.
     *
     * @return a redactor
     */
    public static Redactor standard() {
        return with(List.of());
    }

    /**
     * The redactor with the rules that come with praxis and more from plugins. Each rule is tried on its own samples.
     *
     * @param more the rules of plugins
     * @return a redactor
     * @throws dev.praxis.api.plugin.ProviderException if a plugin was built for another version of the API, or a rule has
     *     no sample, misses one, finds a secret where it says there is none, or finds one in {@value #MARKER}
     */
    public static Redactor with(Collection<? extends RedactionRules> more) {
        StringBuilder version = new StringBuilder(STANDARD_VERSION);
        List<PrefixedToken> tokens = new ArrayList<>(PrefixedTokens.STANDARD);
        for (RedactionRules plugin : more) {
            RuleTrial.requireUsable(plugin);
            version.append('+').append(plugin.name()).append('/').append(plugin.version());
            for (RedactionRule rule : plugin.rules()) {
                tokens.add(RuleTrial.passed(plugin, rule));
            }
        }
        return new Redactor(version.toString(), tokens);
    }

    /**
     * The version of the rules, which the evidence names.
     *
     * @return {@code secrets/1}, and {@code +name/version} for each plugin
     */
    public String version() {
        return version;
    }

    /**
     * Replaces the secrets in a text. Of a text that was made to be slow to search, or in which every replacement lays
     * bare the next secret, nothing is shown but {@value #MARKER}.
     *
     * @param text any text
     * @return the text without secrets; the same instance if there was none
     */
    public String redact(String text) {
        String current = text;
        try {
            for (int round = 0; round < MAX_ROUNDS; round++) {
                String next = secretsIn(new Text(current)).replaceIn(current);
                if (next.equals(current)) {
                    return current;
                }
                current = next;
            }
        } catch (Text.Exhausted e) {
            return MARKER;
        }
        return MARKER;
    }

    /** What is to be replaced in a text, which counts what that took. */
    Spans secretsIn(Text text) {
        Spans found = new Spans();
        for (SecretShape shape : shapes) {
            shape.find(text, found);
        }
        return found;
    }

    /**
     * Replaces the secrets in a JSON value: in every string and member name, and the whole value, of whatever type,
     * of a member whose name names a secret. In {@code {"name": "DB_PASSWORD", "value": "…"}} the value goes as well.
     * An array is read as {@linkplain #redactArguments an argument vector}, since it may be one.
     *
     * @param value any value
     * @return the value without secrets, equal to the value if there was none
     */
    public JsonValue redact(JsonValue value) {
        return new JsonRedaction(this).redact(value);
    }

    /**
     * As {@link #redact(JsonValue)}.
     *
     * @param value any object
     * @return the object without secrets, equal to the object if there was none
     */
    public JsonObject redact(JsonObject value) {
        return new JsonRedaction(this).redact(value);
    }

    /**
     * Replaces the secrets in an argument vector: in each argument, the whole argument behind a flag or a bare name that
     * names a secret ({@code --token}, {@code DB_PASSWORD}), and behind flags of known tools ({@code mysql -p…},
     * {@code curl -u user:…}).
     *
     * @param argv program and arguments, or arguments alone
     * @return as many arguments, without secrets; the same instance if there was none
     */
    public List<String> redactArguments(List<String> argv) {
        return ArgumentRedaction.redact(this, argv);
    }
}
