package dev.praxis.api;

/**
 * Marks an exception type after which the same call may succeed later, because it is known that nothing was done and
 * that the cause passes by itself (a lock that is held, a server that is restarting).
 */
public interface Retryable {}
