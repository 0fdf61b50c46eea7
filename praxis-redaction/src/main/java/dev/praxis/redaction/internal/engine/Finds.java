package dev.praxis.redaction.internal.engine;

/** Is told what was found, in the order of the text: which rule, and where, never what. */
@FunctionalInterface
public interface Finds {

    /** Nobody wants to know. */
    Finds IGNORED = (ruleId, start, end) -> {};

    /**
     * A part of the text was replaced.
     *
     * @param ruleId the rule that found it
     * @param start where it starts in the text that came in
     * @param end the index after it
     */
    void found(String ruleId, long start, long end);
}
