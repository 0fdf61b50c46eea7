package dev.praxis.api.fact;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a fact, for compare-and-set: the revision makes it safe against A → B → A, the content hash against a
 * store that was restored or rewritten.
 *
 * @param revision the revision of the key: 1, 2, 3 …
 * @param contentHash see {@link Assertion#contentHash()}
 */
public record FactVersion(long revision, Sha256 contentHash) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    /**
     * Checks the revision.
     *
     * @throws InvalidArgumentException if it is not positive
     */
    public FactVersion {
        Objects.requireNonNull(contentHash, "contentHash");
        if (revision < 1) {
            throw new InvalidArgumentException("revision " + revision + " is not positive; revisions start at 1");
        }
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param text the revision, a colon and the content hash
     * @return the version
     * @throws InvalidArgumentException if the text is not of that form
     */
    public static FactVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidArgumentException(
                    "not a fact version: expected <revision>:<64 hexadecimal digits>, as 'praxis fact get' prints it");
        }
        return new FactVersion(Long.parseLong(matcher.group(1)), new Sha256(matcher.group(2)));
    }

    @Override
    public String toString() {
        return revision + ":" + contentHash;
    }
}
