package dev.praxis.redaction.internal.rule;

/** A pattern that cannot be used. The message is the rest of a sentence that begins with the rule. */
public final class RefusedPatternException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedPatternException(String message) {
        super(message);
    }
}
