package dev.praxis.api.store.archive;

/**
 * What came of an import.
 *
 * @param changes how many changes the export has
 * @param appended how many of them the store did not have yet
 * @param checkpoint the record of the export, which the store has now
 */
public record ImportReport(long changes, long appended, Checkpoint checkpoint) {}
