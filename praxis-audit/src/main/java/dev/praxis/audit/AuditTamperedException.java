package dev.praxis.audit;

import dev.praxis.api.PraxisException;

/**
 * The files of the audit log are not as praxis left them: something was removed, changed or added, by somebody or by a
 * fault of the disk. Nothing was written. Code {@code PRX-AUDIT-TAMPERED}.
 */
public final class AuditTamperedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     */
    public AuditTamperedException(String message) {
        super("PRX-AUDIT-TAMPERED", message, null);
    }

    static AuditTamperedException because(String what) {
        return new AuditTamperedException("the audit log refuses records: " + what
                + "; keep the files as they are, look into it with 'praxis audit verify', then move them away");
    }

    /** The same for another caller, with a stack trace of its own. */
    AuditTamperedException again() {
        return new AuditTamperedException(String.valueOf(getMessage()));
    }
}
