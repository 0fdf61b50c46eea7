package dev.praxis.audit;

/**
 * A record that waits to be written.
 *
 * @param record what it says
 * @param appended who waits
 */
record Pending(UnsealedRecord record, Appended appended) {}
