package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.audit.tlog.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A register of one log in a file, the text of its checkpoint (C2SP tlog-checkpoint). It belongs on another disk than the log, in a
 * directory that is not backed up with it. Confined to one thread; a lock file beside it excludes others.
 *
 * <p>The directory is made, and the one above it is not: name one below the mount point of a volume, and the register cannot be used, and
 * so the log, while that volume is not mounted.
 */
public final class FileCheckpointRegister implements CheckpointRegister {

    private static final int LONGEST = 4096;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final Path directory;
    private final Path file;

    /**
     * Creates a register; touches nothing.
     *
     * @param directory where the file is, or will be made, in one that is there; for this one log alone
     */
    public FileCheckpointRegister(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("last-checkpoint");
    }

    @Override
    public Optional<Checkpoint> read(String origin) throws IOException {
        requireParent();
        byte @Nullable [] bytes = WholeFiles.read(file, LONGEST);
        if (bytes == null) {
            return Optional.empty();
        }
        OwnerOnly.FILE.repair(file);
        try {
            Checkpoint found = Checkpoint.parse(new String(bytes, StandardCharsets.UTF_8));
            if (!found.origin().equals(origin)) {
                throw new IOException(file + " remembers another log, " + found.origin() + "; name another directory");
            }
            return Optional.of(found);
        } catch (PraxisException e) {
            throw new IOException(file + " is no checkpoint: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean replace(Optional<Checkpoint> expected, Checkpoint next) throws IOException {
        requireParent();
        new JournalDirectory(directory, new Disk()).create();
        try (JournalLock held = JournalLock.acquire(directory, LOCK_WAIT)) {
            boolean same = held.lost() == null && read(next.origin()).equals(expected);
            if (same) {
                new WholeFiles(new FileOperations()).replace(file, next.text().getBytes(StandardCharsets.UTF_8));
            }
            return same;
        } catch (AuditBusyException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A volume that is not mounted must not pass for a register that knows nothing. */
    private void requireParent() throws IOException {
        @Nullable Path parent = directory.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IOException("the register of checkpoints cannot be used, since " + parent
                    + " is not there; see whether its volume is mounted, or make it");
        }
    }
}
