package dev.praxis.redaction;

import dev.praxis.api.redaction.RedactionRule;

/**
 * A secret that is recognised by how it starts.
 *
 * @param prefix how it starts
 * @param body what the characters after the prefix must be
 * @param minBody how many of them there must be
 * @param tail what belongs to the secret after that, however long
 */
record PrefixedToken(String prefix, Alphabet body, int minBody, Alphabet tail) {

    static PrefixedToken of(String prefix, Alphabet body, int minBody) {
        return new PrefixedToken(prefix, body, minBody, body.plus(Alphabet.BASE64URL));
    }

    static PrefixedToken of(RedactionRule rule) {
        Alphabet body = Alphabet.of(rule.bodyCharacters());
        return new PrefixedToken(rule.prefix(), body, rule.minBody(), body.plus(Alphabet.ALNUM));
    }

    /** The index after the token that starts at an index, or -1 when none does. */
    int matchEnd(Text text, int start) {
        if (!text.startsWith(prefix, start)) {
            return -1;
        }
        int bodyStart = start + prefix.length();
        int i = bodyStart;
        while (i < text.length() && i - bodyStart < minBody && body.has(text.charAt(i))) {
            i++;
        }
        return i - bodyStart < minBody ? -1 : tail.runEnd(text, i);
    }
}
