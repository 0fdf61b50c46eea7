package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log whose making was cut off. A new log gets a checkpoint of no records, then {@code log.json}, then its first segment; so one
 * that has {@code log.json} and no checkpoint is no new one, but one that lost it.
 *
 * @param origin the name that its checkpoint gives it; who signed that was not looked at
 */
record Beginning(String origin) {

    /** What can be there of a log that lost its checkpoint. */
    private static final String TREE = "tile";

    /** The log that is being made in a directory; empty if there is none, or a whole one, or what is left of one. */
    static Optional<Beginning> in(Path log) throws IOException {
        byte @Nullable [] bytes = JournalDirectory.read(log.resolve(SignedCheckpoint.FILE));
        if (bytes == null || remains(log).isPresent()) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(bytes).unverifiedText());
            return checkpoint.size() == 0 ? Optional.of(new Beginning(checkpoint.origin())) : Optional.empty();
        } catch (PraxisException e) {
            return Optional.empty();
        }
    }

    /** What there is that a log gets after its first checkpoint, and no new log has. */
    static Optional<String> remains(Path log) throws IOException {
        if (!SegmentFile.list(log).isEmpty()) {
            return Optional.of("a segment");
        }
        for (String name : new String[] {LogIdentity.FILE, PrunedPrefix.FILE, TREE}) {
            if (Files.exists(log.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
