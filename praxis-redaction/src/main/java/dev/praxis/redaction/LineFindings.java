package dev.praxis.redaction;

/** Is told what was found in lines that are JSON documents. */
@FunctionalInterface
public interface LineFindings {

    /**
     * Something in a line was replaced. Called on the thread that filters, once for each replacement.
     *
     * @param line the number of the line, from 1
     * @param ruleId the rule that found it
     */
    void found(long line, String ruleId);
}
