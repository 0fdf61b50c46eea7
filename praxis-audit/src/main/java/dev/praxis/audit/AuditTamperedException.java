package dev.praxis.audit;

import dev.praxis.api.PraxisException;

/**
 * The files of the audit log are not as praxis left them: something was removed, changed or added, by somebody or by a
 * fault of the disk. Nothing was written. Code {@code PRX-AUDIT-TAMPERED}.
 */
public final class AuditTamperedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     */
    public AuditTamperedException(String message) {
        this(message, message);
    }

    private AuditTamperedException(String reason, String message) {
        super("PRX-AUDIT-TAMPERED", message, null);
        this.reason = reason;
    }

    static AuditTamperedException because(String what) {
        return new AuditTamperedException(
                what,
                "the audit log refuses records: " + what
                        + "; keep the files as they are, look into it with 'praxis audit verify', then move them away");
    }

    /** What {@link #because} was told, or all of the message. */
    String reason() {
        return reason;
    }

    /** The same for another caller, with a stack trace of its own. */
    AuditTamperedException again() {
        return new AuditTamperedException(reason, String.valueOf(getMessage()));
    }
}
