package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint, proof, receipt or policy is not one, or does not prove what it should. It may have been changed on the way;
 * get it again from where it came from. Code {@code PRX-AUDIT-EVIDENCE-REFUSED}.
 */
public class EvidenceRefusedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     */
    public EvidenceRefusedException(String message) {
        this(message, null);
    }

    /**
     * Creates an exception.
     *
     * @param message what was refused, why, and what to do
     * @param cause what was thrown when it was read, or null
     */
    public EvidenceRefusedException(String message, @Nullable Throwable cause) {
        super("PRX-AUDIT-EVIDENCE-REFUSED", message, cause);
    }
}
