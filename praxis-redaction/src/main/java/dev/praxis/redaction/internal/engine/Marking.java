package dev.praxis.redaction.internal.engine;

/** Says what stands in the place of a secret. Immutable and thread-safe. */
@FunctionalInterface
public interface Marking {

    /**
     * Writes the marker of a secret.
     *
     * @param ruleId the rule that found it
     * @param text the text it is in
     * @param start where it starts
     * @param end the index after it
     * @param out takes the marker
     */
    void mark(String ruleId, String text, int start, int end, StringBuilder out);
}
