package dev.praxis.audit.tlog;

/**
 * The parts that all texts of a transparency log are made of. There is one way to write each; whatever else means the same is
 * refused, so that two readers never see different things in one text.
 */
final class StrictText {

    private StrictText() {}

    /**
     * Reads a number.
     *
     * @param what what it is, for the message
     * @throws EvidenceRefusedException if it is not decimal ASCII digits without leading zeros, or larger than a long
     */
    static long decimal(String text, String what) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new EvidenceRefusedException(what + " is not a decimal number without leading zeros");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EvidenceRefusedException(what + " is larger than any log can be", e);
        }
    }
}
