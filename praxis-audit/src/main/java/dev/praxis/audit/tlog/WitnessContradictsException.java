package dev.praxis.audit.tlog;

/**
 * A witness remembers another past of a log than the log has: it was cut, put back to an earlier state or rewritten, or two copies of it
 * were written to. Code {@code PRX-AUDIT-EVIDENCE-REFUSED}.
 */
public final class WitnessContradictsException extends EvidenceRefusedException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused and why
     */
    public WitnessContradictsException(String message) {
        super(message);
    }
}
