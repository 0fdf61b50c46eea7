package dev.praxis.execution;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run found. It never holds a token: that goes to the human by the approval channel alone.
 *
 * @param tool the actuator and verb, such as {@code talos.reset}
 * @param host the name of the host
 * @param targets every machine that would be touched, by address
 * @param classification how much it can hurt, and why
 * @param commands the argument vectors that would run, with secrets replaced
 * @param preview lines for a person, with secrets replaced
 * @param approvalExpiresAt until when the approval that was issued is good, or null if none is needed
 */
public record ActionPreview(
        String tool,
        String host,
        List<String> targets,
        Classification classification,
        List<List<String>> commands,
        List<String> preview,
        @Nullable Instant approvalExpiresAt) {

    /** Copies the lists. */
    public ActionPreview {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(classification, "classification");
        targets = List.copyOf(targets);
        commands = commands.stream().map(List::copyOf).toList();
        preview = List.copyOf(preview);
    }

    /**
     * Until when the approval that was issued is good.
     *
     * @return empty if the action needs no approval
     */
    public Optional<Instant> approvalExpiry() {
        return Optional.ofNullable(approvalExpiresAt);
    }
}
