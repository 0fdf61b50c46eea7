package dev.praxis.api.redaction;

import dev.praxis.api.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one kind of secret looks like, as data. Made with {@link #anchored} or {@link #keyed}.
 *
 * <p>The pattern is a small part of the language of regular expressions, which takes linear time on any text: characters,
 * classes ({@code [0-9A-Za-z_-]}, {@code \d}, {@code \w}), the counts {@code {n}}, {@code {n,}}, {@code {n,m}}, {@code +},
 * {@code *}, {@code ?} behind one of these, groups of alternatives {@code (?:a|b)} that may be followed by {@code ?}, and one
 * pair of parentheses around the part that is the secret, when the rest is to stay. A count takes all it can and gives
 * nothing back. What the last class of an anchored secret may hold is taken to its end, however long, so that no tail is left.
 *
 * <p>An anchored secret, and one that is recognised by its structure or checksum, must hold at least two fixed characters in
 * a row in each alternative: they are what is looked for first. A keyed one need not, but a name must stand before it.
 *
 * @param id the name of the rule in reports and markers: lower case letters, digits and hyphens, at most 64
 * @param provider whose secret it is, such as {@code github}
 * @param kind how it is recognised
 * @param pattern what it looks like
 * @param names the words one of which must stand before a keyed secret, in lower case; empty for the other kinds
 * @param within how many characters may stand between the name and the secret, 1 to 256; 0 for the other kinds
 * @param ignoreCase whether the fixed letters of the pattern may be in either case
 * @param minEntropy the least Shannon entropy of the secret in bits for each character, 0 to 6; 0 for no such floor
 * @param minDigits how many digits the secret must have at least, 0 to 64
 * @param checksum the checksum that the secret holds, if it is known: a secret with the right one is found even where letters
 *     stand right before it; one with a wrong one is found as any other
 * @param tier from which tier on the rule is used
 * @param mustMatch texts, and the secret that must be found in each; at least one
 * @param mustNotMatch texts in which nothing must be found
 */
public record RedactionRule(
        String id,
        String provider,
        Kind kind,
        String pattern,
        List<String> names,
        int within,
        boolean ignoreCase,
        double minEntropy,
        int minDigits,
        Optional<Checksum> checksum,
        Tier tier,
        List<Sample> mustMatch,
        List<String> mustNotMatch) {

    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
    private static final int LONGEST_PATTERN = 1000;
    private static final int FARTHEST = 256;
    private static final int MOST_ENTROPY = 6;
    private static final int MOST_DIGITS = 64;

    /** How a secret is recognised. */
    public enum Kind {
        /** By fixed characters in it, most often a prefix. */
        ANCHORED,
        /** By a name before it. */
        KEYED,
        /** By how it is made of parts, with fixed characters between them. */
        STRUCTURAL,
        /** By fixed characters and a checksum. */
        CHECKSUM
    }

    /** How much is hidden. */
    public enum Tier {
        /** What is a secret, with hardly any ordinary text. */
        BALANCED,
        /** What may be a secret as well, for evidence that must not hold one. */
        STRICT
    }

    /** A checksum inside a secret. */
    public enum Checksum {
        /** The last six characters are the CRC-32 of the body in base 62, as GitHub and npm have it. */
        CRC32_BASE62
    }

    /**
     * A text and the secret in it.
     *
     * @param text the text
     * @param secret the part of it that must be replaced, to its end
     */
    public record Sample(String text, String secret) {

        /**
         * Checks the sample.
         *
         * @throws InvalidArgumentException if the text does not hold the secret
         */
        public Sample {
            if (secret.isEmpty() || !text.contains(secret)) {
                throw new InvalidArgumentException(
                        "a sample of a redaction rule does not hold its own secret; correct it");
            }
        }
    }

    /**
     * Checks the rule. Whether its pattern can be used is checked when a redactor is made with it.
     *
     * @throws InvalidArgumentException if a part is out of its range
     */
    public RedactionRule {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(checksum, "checksum");
        names = List.copyOf(names);
        mustMatch = List.copyOf(mustMatch);
        mustNotMatch = List.copyOf(mustNotMatch);
        // Texts are made of what is refused alone: hundreds of rules are read when a program starts.
        if (!ID.matcher(id).matches()) {
            throw new InvalidArgumentException(
                    "the id '" + id + "'; use lower case letters, digits and hyphens, at most 64");
        }
        if (provider.isBlank()) {
            throw refused(id, "no provider; say whose secret it is");
        }
        if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
            throw refused(id, "a pattern of " + pattern.length() + " characters; 1 to " + LONGEST_PATTERN);
        }
        if ((kind == Kind.KEYED) == names.isEmpty()) {
            throw refused(id, names.size() + " names; a keyed rule needs one, the others have none");
        }
        if (kind == Kind.KEYED ? within < 1 || within > FARTHEST : within != 0) {
            throw refused(id, "within " + within + "; 1 to " + FARTHEST + " for a keyed rule, 0 for the others");
        }
        if (!(minEntropy >= 0 && minEntropy <= MOST_ENTROPY)) {
            throw refused(id, "minEntropy " + minEntropy + "; 0 to " + MOST_ENTROPY);
        }
        if (minDigits < 0 || minDigits > MOST_DIGITS) {
            throw refused(id, "minDigits " + minDigits + "; 0 to " + MOST_DIGITS);
        }
    }

    private static InvalidArgumentException refused(String id, String what) {
        return new InvalidArgumentException("redaction rule " + id + ": " + what);
    }

    /**
     * A rule for secrets that hold fixed characters.
     *
     * @param id the name of the rule
     * @param provider whose secret it is
     * @param pattern what it looks like
     * @return a builder
     */
    public static Builder anchored(String id, String provider, String pattern) {
        return new Builder(id, provider, Kind.ANCHORED, pattern);
    }

    /**
     * A rule for secrets behind a name.
     *
     * @param id the name of the rule
     * @param provider whose secret it is
     * @param pattern what it looks like
     * @param within how many characters may stand between the name and the secret
     * @param names the words one of which must stand before it, in lower case
     * @return a builder
     */
    public static Builder keyed(String id, String provider, String pattern, int within, String... names) {
        Builder builder = new Builder(id, provider, Kind.KEYED, pattern);
        builder.within = within;
        builder.names.addAll(List.of(names));
        return builder;
    }

    /** Puts a rule together. Confined to one thread. */
    public static final class Builder {

        private final String id;
        private final String provider;
        private final String pattern;
        private final List<String> names = new ArrayList<>();
        private final List<Sample> mustMatch = new ArrayList<>();
        private final List<String> mustNotMatch = new ArrayList<>();
        private Kind kind;
        private int within;
        private boolean ignoreCase;
        private double minEntropy;
        private int minDigits;
        private Optional<Checksum> checksum = Optional.empty();
        private Tier tier = Tier.BALANCED;

        private Builder(String id, String provider, Kind kind, String pattern) {
            this.id = id;
            this.provider = provider;
            this.kind = kind;
            this.pattern = pattern;
        }

        /**
         * Says that the secret is recognised by how it is made of parts.
         *
         * @return this builder
         */
        public Builder structural() {
            this.kind = Kind.STRUCTURAL;
            return this;
        }

        /**
         * Says which checksum the secret holds.
         *
         * @param known the checksum
         * @return this builder
         */
        public Builder checksum(Checksum known) {
            this.kind = Kind.CHECKSUM;
            this.checksum = Optional.of(known);
            return this;
        }

        /**
         * Lets the fixed letters of the pattern be in either case.
         *
         * @return this builder
         */
        public Builder ignoringCase() {
            this.ignoreCase = true;
            return this;
        }

        /**
         * Sets a floor for the entropy of the secret.
         *
         * @param bits for each character, 0 to 6
         * @return this builder
         */
        public Builder minEntropy(double bits) {
            this.minEntropy = bits;
            return this;
        }

        /**
         * Sets how many digits the secret must have.
         *
         * @param digits 0 to 64
         * @return this builder
         */
        public Builder minDigits(int digits) {
            this.minDigits = digits;
            return this;
        }

        /**
         * Uses the rule in the strict tier only.
         *
         * @return this builder
         */
        public Builder strict() {
            this.tier = Tier.STRICT;
            return this;
        }

        /**
         * Adds a text that is itself the secret that must be found.
         *
         * @param secret the text
         * @return this builder
         */
        public Builder mustMatch(String secret) {
            return mustMatch(secret, secret);
        }

        /**
         * Adds a text in which the secret must be found.
         *
         * @param text the text
         * @param secret the secret in it
         * @return this builder
         */
        public Builder mustMatch(String text, String secret) {
            mustMatch.add(new Sample(text, secret));
            return this;
        }

        /**
         * Adds a text in which nothing must be found.
         *
         * @param text the text
         * @return this builder
         */
        public Builder mustNotMatch(String text) {
            mustNotMatch.add(text);
            return this;
        }

        /**
         * The rule.
         *
         * @return a rule
         * @throws InvalidArgumentException if a part is out of its range
         */
        public RedactionRule build() {
            return new RedactionRule(
                    id,
                    provider,
                    kind,
                    pattern,
                    names,
                    within,
                    ignoreCase,
                    minEntropy,
                    minDigits,
                    checksum,
                    tier,
                    mustMatch,
                    mustNotMatch);
        }
    }
}
