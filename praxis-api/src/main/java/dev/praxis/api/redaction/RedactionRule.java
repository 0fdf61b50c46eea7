package dev.praxis.api.redaction;

import dev.praxis.api.InvalidArgumentException;
import java.util.List;
import java.util.Objects;

/**
 * A kind of secret that is recognised by how it starts: a fixed prefix, then a body of certain characters.
 *
 * @param id the rule's name in reports, such as {@code github-token}
 * @param prefix how the secret starts; at least 3 characters
 * @param bodyCharacters the characters that the rest is made of; ranges are written out
 * @param minBody the least number of characters after the prefix; a longer body is taken whole
 * @param mustMatch texts in which the rule must find a secret
 * @param mustNotMatch texts in which it must not
 */
public record RedactionRule(
        String id,
        String prefix,
        String bodyCharacters,
        int minBody,
        List<String> mustMatch,
        List<String> mustNotMatch) {

    /**
     * Checks the rule.
     *
     * @throws InvalidArgumentException if it has no usable prefix or body and so would match ordinary text
     */
    public RedactionRule {
        Objects.requireNonNull(id, "id");
        if (prefix.length() < 3) {
            throw new InvalidArgumentException("redaction rule " + id + " has the prefix '" + prefix
                    + "'; at least 3 characters are needed, or it matches ordinary text");
        }
        if (bodyCharacters.isEmpty() || minBody < 1) {
            throw new InvalidArgumentException(
                    "redaction rule " + id + " has no body; name its characters and a length of at least 1");
        }
        mustMatch = List.copyOf(mustMatch);
        mustNotMatch = List.copyOf(mustNotMatch);
    }
}
