package dev.praxis.api.action;

import java.time.Duration;
import java.util.Objects;

/**
 * How a program ended.
 *
 * @param exitCode its exit status; 128 + the signal if a signal ended it
 * @param timedOut whether it was stopped before its end, because its time was up, its caller was interrupted or its runner
 *     was closed: what it did until then is not known
 * @param output digest of everything it wrote to standard output and standard error
 * @param excerpt the end of what it wrote, redacted, for a person to read; never to be stored
 * @param elapsed how long it ran
 */
public record CommandResult(int exitCode, boolean timedOut, OutputDigest output, String excerpt, Duration elapsed) {

    /** Checks for null. */
    public CommandResult {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(excerpt, "excerpt");
        Objects.requireNonNull(elapsed, "elapsed");
    }
}
