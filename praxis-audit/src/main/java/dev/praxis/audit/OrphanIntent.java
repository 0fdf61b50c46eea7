package dev.praxis.audit;

/**
 * An action that was allowed and whose outcome was never recorded: it may have run, in part or whole.
 *
 * @param sequence the sequence of the record of the intent
 * @param requestId the request
 * @param tool the tool
 * @param target the target
 */
public record OrphanIntent(long sequence, String requestId, String tool, String target) {}
