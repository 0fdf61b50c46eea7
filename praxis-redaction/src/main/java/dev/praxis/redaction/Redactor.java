package dev.praxis.redaction;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.Engine;
import dev.praxis.redaction.internal.engine.Passes;
import dev.praxis.redaction.internal.literal.LiteralSecrets;
import dev.praxis.redaction.internal.rule.RuleTrial;
import dev.praxis.redaction.internal.text.Markers;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets by {@value #MARKER}. What it cannot tell from a secret goes too: too much hidden is a nuisance, too
 * little a leak.
 *
 * <p>It knows tokens by their shape, private keys, HTTP credentials, values behind a key or flag that
 * names a secret, passwords behind flags of well-known tools and in netrc entries, and passwords in URLs. A secret is taken
 * to its end, however long; the key, flag, user or host beside it stays.
 *
 * <ul>
 *   <li>Text without a secret comes back as the same instance.
 *   <li>{@code redact(redact(x))} equals {@code redact(x)}.
 *   <li>The time is linear in the length of the text, whatever the text; no regular expression sees it. Of a line that was
 *       made to be slow to search, what is left is replaced.
 * </ul>
 *
 * <p>Immutable and thread-safe; never blocks.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MARKER = Markers.PLAIN;

    /** The fewest characters of a secret that is known by its value. */
    public static final int MIN_SECRET_LENGTH = LiteralSecrets.SHORTEST;

    private static final String STRICT = StandardRules.VERSION + "/strict";

    private final String version;
    private final List<Detector> detectors;
    private final Set<String> secrets;
    private final Replacement replacement;
    private final Passes passes;

    private static Redactor of(Builder builder) {
        StringBuilder versions = new StringBuilder(builder.tier == Tier.STRICT ? STRICT : StandardRules.VERSION);
        List<Detector> detectors = new ArrayList<>(StandardRules.detectors(builder.tier));
        for (RedactionRules plugin : builder.more) {
            RuleTrial.requireUsable(plugin);
            versions.append('+').append(plugin.name()).append('/').append(plugin.version());
            for (RedactionRule rule : plugin.rules()) {
                List<? extends Detector> passed = RuleTrial.passed(plugin, rule);
                if (builder.uses(rule)) {
                    detectors.addAll(passed);
                }
            }
        }
        return new Redactor(versions.toString(), detectors, Set.of(), builder.replacement);
    }

    private Redactor(String version, List<Detector> detectors, Set<String> secrets, Replacement replacement) {
        this.version = version;
        this.detectors = List.copyOf(detectors);
        this.secrets = Set.copyOf(secrets);
        this.replacement = replacement;
        List<Detector> all = new ArrayList<>(detectors);
        if (!secrets.isEmpty()) {
            all.add(0, new LiteralSecrets(secrets));
        }
        this.passes = new Passes(new Engine(all), replacement.marking());
    }

    /**
     * The redactor with the rules that come with praxis, in the balanced tier, with {@value #MARKER}.
     *
     * @return a redactor; the same at every call
     */
    public static Redactor standard() {
        return Standard.REDACTOR;
    }

    /**
     * The redactor with the rules that come with praxis and more from plugins. Each rule is tried on its own samples.
     *
     * @param more the rules of plugins
     * @return a redactor
     * @throws dev.praxis.api.plugin.ProviderException if a plugin was built for another version of the API, or a rule's
     *     pattern cannot be used, or it has no sample, misses one, or finds a secret where it says there is none
     */
    public static Redactor with(Collection<? extends RedactionRules> more) {
        return builder().rules(more).build();
    }

    /**
     * Starts a redactor.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The version of the rules, which the evidence names.
     *
     * @return {@code secrets/3}, with {@code /strict} in that tier, and {@code +name/version} for each plugin
     */
    public String version() {
        return version;
    }

    /**
     * A redactor that knows more secrets by their values, such as those that a vault has given out: they are found wherever
     * they stand, also in base64, percent-encoded, as a JSON string and in hex, and each long line of one with several lines.
     *
     * @param values the secrets, each of {@value #MIN_SECRET_LENGTH} characters or more
     * @return another redactor; this one stays as it is
     * @throws InvalidArgumentException if one is shorter, so that ordinary text would be hidden; nothing of it is in the message
     */
    public Redactor withSecrets(Collection<String> values) {
        Set<String> all = new HashSet<>(secrets);
        for (String value : values) {
            if (value.length() < MIN_SECRET_LENGTH) {
                throw new InvalidArgumentException(
                        "a secret of " + value.length() + " characters cannot be looked for, since"
                                + " ordinary text holds it by chance; choose one of at least " + MIN_SECRET_LENGTH);
            }
            all.add(value);
        }
        return new Redactor(version, detectors, all, replacement);
    }

    /**
     * A redactor with more rules. Each is tried on its own samples.
     *
     * @param more the rules
     * @return another redactor; this one stays as it is
     * @throws dev.praxis.api.plugin.ProviderException as {@link #with}
     */
    public Redactor withRules(RedactionRules more) {
        RuleTrial.requireUsable(more);
        List<Detector> all = new ArrayList<>(detectors);
        more.rules().forEach(rule -> all.addAll(RuleTrial.passed(more, rule)));
        return new Redactor(version + '+' + more.name() + '/' + more.version(), all, secrets, replacement);
    }

    /**
     * Replaces the secrets in a text.
     *
     * @param text any text
     * @return the text without secrets; the same instance if there was none
     */
    public String redact(String text) {
        return passes.redact(text);
    }

    /**
     * As {@link #redact(String)}.
     *
     * @param text any text
     * @return the text without secrets; the same instance if there was none
     */
    public CharSequence redact(CharSequence text) {
        String whole = text.toString();
        String redacted = passes.redact(whole);
        return redacted.equals(whole) ? text : redacted;
    }

    /**
     * Replaces the secrets in a text and says what was found.
     *
     * @param text any text
     * @return the text without secrets, and for each that was replaced the rule and the place, never what it was
     */
    public Redaction inspect(CharSequence text) {
        List<Finding> findings = new ArrayList<>();
        String redacted =
                passes.redact(text.toString(), (rule, start, end) -> findings.add(new Finding(rule, start, end)));
        return new Redaction(redacted, findings);
    }

    /**
     * A writer that hands on what is written to it without secrets. What comes out does not depend on how it is cut
     * into writes: it is that of the whole text in one piece. A line is handed on when no later one can change it, most
     * often with its line feed, a longer one in parts of a few thousand characters; {@link Writer#flush} hands on what is safe,
     * {@link Writer#close} the rest. A prompt waits for the end of its line, since what follows can make a secret of it. At
     * most some hundred thousand characters are held, however long a secret is; of one that is longer than 256 Ki characters,
     * and neither a key block nor in quotes, the rest of its line goes too.
     *
     * @param out takes the text without secrets; flushed and closed with the writer
     * @return a writer, confined to one thread at a time
     */
    public Writer filter(Writer out) {
        return filter(out, finding -> {});
    }

    /**
     * As {@link #filter(Writer)}, and says what was found.
     *
     * @param out takes the text without secrets; flushed and closed with the writer
     * @param findings is told each part that was replaced, on the thread that writes; must not write to the filter
     * @return a writer, confined to one thread at a time
     */
    public Writer filter(Writer out, Consumer<Finding> findings) {
        return new RedactingWriter(passes, out, findings);
    }

    /**
     * As {@link #filter(Writer)}, for bytes in UTF-8 or any other encoding in which ASCII is itself. Bytes that are no valid
     * text come through unchanged.
     *
     * @param out takes the bytes without secrets; flushed and closed with the stream
     * @return a stream, confined to one thread at a time
     */
    public OutputStream filter(OutputStream out) {
        return filter(out, finding -> {});
    }

    /**
     * As {@link #filter(OutputStream)}, and says what was found; places are counted in bytes.
     *
     * @param out takes the bytes without secrets; flushed and closed with the stream
     * @param findings is told each part that was replaced, on the thread that writes; must not write to the filter
     * @return a stream, confined to one thread at a time
     */
    public OutputStream filter(OutputStream out, Consumer<Finding> findings) {
        return new RedactingOutputStream(passes, out, findings);
    }

    /**
     * A reader of what another reader has, without secrets. It reads ahead of what it gives.
     *
     * @param in has the text; closed with the reader
     * @return a reader, confined to one thread at a time; it blocks as {@code in} does
     */
    public Reader filter(Reader in) {
        return new RedactingReader(passes, in);
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
     * Copies a map of Java without its secrets, such as the context of a log line: as {@link #redact(JsonValue)}, with maps,
     * collections and arrays of objects in place of objects and arrays. Keys become strings. Strings, arrays of characters,
     * and arrays of bytes, which are read as UTF-8, become strings; so does anything else that is no number of the JDK, truth value or
     * {@link JsonValue}, by its {@link Object#toString}. An {@link java.util.Optional} is what it holds.
     *
     * <p>The copy holds nothing of the map that could change later. Whatever is in the map, this ends and does not throw: what
     * throws when it is read is replaced, and so is a collection inside itself, what is nested deeper than
     * {@value JsonFilter#MAX_DEPTH} levels, and all after the first million values. May block as the values do when they are read.
     *
     * @param values any map; read once, and not while others change it
     * @return an unmodifiable map in the same order, whose values are strings, numbers, truth values, null, and such maps and
     *     lists; empty, if the map itself cannot be read
     */
    public Map<String, @Nullable Object> redact(Map<?, ?> values) {
        return new ValueRedaction(this).redact(values);
    }

    /**
     * As {@link #redact(Map)}, for a list. It is read as {@linkplain #redactArguments an argument vector}, since it may be one.
     *
     * @param values any list; read once, and not while others change it
     * @return an unmodifiable list; one marker, if the list itself cannot be read
     */
    public List<@Nullable Object> redact(List<?> values) {
        return new ValueRedaction(this).redact(values);
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

    /** What stands in the place of a string that goes whole. */
    String marker(String ruleId, String secret) {
        StringBuilder marker = new StringBuilder();
        replacement.marking().mark(ruleId, secret, 0, secret.length(), marker);
        return marker.toString();
    }

    /** Whether it hides what only looks drawn by chance. */
    boolean isStrict() {
        return version.startsWith(STRICT);
    }

    /** Whether an anchor of anything stands in a text. */
    boolean looksFor(String text) {
        return passes.hasAnchor(text);
    }

    /** How many characters one search of a text reads, each as often as it is read. */
    long work(String text) {
        return passes.work(text);
    }

    /** Made when first asked for, once: a redactor never changes. */
    private static final class Standard {
        private static final Redactor REDACTOR = builder().build();
    }

    /** Puts a redactor together. Confined to one thread. */
    public static final class Builder {

        private final List<RedactionRules> more = new ArrayList<>();
        private Tier tier = Tier.BALANCED;
        private Replacement replacement = Replacement.plain();

        private Builder() {}

        /**
         * Chooses how much is hidden.
         *
         * @param chosen the tier; balanced when none is chosen
         * @return this builder
         */
        public Builder tier(Tier chosen) {
            this.tier = chosen;
            return this;
        }

        /**
         * Adds rules, of plugins or of a {@link RuleFile}.
         *
         * @param rules the rules
         * @return this builder
         */
        public Builder rules(Collection<? extends RedactionRules> rules) {
            more.addAll(rules);
            return this;
        }

        /**
         * Chooses what stands in the place of a secret.
         *
         * @param chosen the replacement; {@link Replacement#plain} when none is chosen
         * @return this builder
         */
        public Builder replacement(Replacement chosen) {
            this.replacement = chosen;
            return this;
        }

        private boolean uses(RedactionRule rule) {
            return tier == Tier.STRICT || rule.tier() == Tier.BALANCED;
        }

        /**
         * The redactor.
         *
         * @return a redactor
         * @throws dev.praxis.api.plugin.ProviderException as {@link Redactor#with}
         */
        public Redactor build() {
            return Redactor.of(this);
        }
    }
}
