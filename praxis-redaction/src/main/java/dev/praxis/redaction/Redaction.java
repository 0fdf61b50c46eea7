package dev.praxis.redaction;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text without secrets, and what was replaced in it.
 *
 * @param text the text; equal to what came in if nothing was found
 * @param findings what was replaced, in the order of the text; where a marker showed another secret, that comes last
 */
public record Redaction(String text, List<Finding> findings) {

    /** Copies the findings. */
    public Redaction {
        findings = List.copyOf(findings);
    }

    /**
     * How often each rule fired.
     *
     * @return the rules that did, in the order of their names
     */
    public SortedMap<String, Integer> countsByRule() {
        Map<String, Integer> counts = new TreeMap<>();
        findings.forEach(finding -> counts.merge(finding.ruleId(), 1, Integer::sum));
        return new TreeMap<>(counts);
    }
}
