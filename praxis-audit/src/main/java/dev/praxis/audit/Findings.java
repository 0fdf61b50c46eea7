package dev.praxis.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found wrong: the first {@value VerificationReport#MAX_FINDINGS} in full and how many there are, so that a
 * journal that is full of flaws does not fill the memory. Confined to one thread.
 */
final class Findings {

    private final List<Finding> first = new ArrayList<>();
    private long count;

    void add(Finding finding) {
        count++;
        if (first.size() < VerificationReport.MAX_FINDINGS) {
            first.add(finding);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long count() {
        return count;
    }

    List<Finding> first() {
        return first;
    }
}
