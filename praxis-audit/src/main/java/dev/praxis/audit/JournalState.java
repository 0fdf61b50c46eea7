package dev.praxis.audit;

/** What a journal can do at the moment. */
public enum JournalState {
    /** It takes records. */
    OPEN,
    /** It takes records, and the space on its disk is low. */
    LOW_SPACE,
    /** It takes denials and outcomes, and nothing that begins something: the disk is all but full. */
    LOCKDOWN,
    /** Nothing can be made durable; {@link WhenUnavailable} says what goes on. It keeps trying. */
    DEGRADED,
    /** The files are not as praxis left them; it takes nothing more. */
    TAMPERED,
    /** It was closed. */
    CLOSED
}
