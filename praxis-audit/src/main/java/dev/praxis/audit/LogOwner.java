package dev.praxis.audit;

import dev.praxis.audit.internal.ChangingFiles;
import dev.praxis.audit.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a log is. Every part of it must be that one's alone, and be there itself: what somebody else could have written is no
 * evidence. Accepts what is not there. Immutable.
 */
final class LogOwner {

    private static final String TILES = "tile";

    private final Path log;

    /** Null where there is no log. */
    private final @Nullable UserPrincipal owner;

    private LogOwner(Path log, @Nullable UserPrincipal owner) {
        this.log = log;
        this.owner = owner;
    }

    /**
     * The owner of the directory of a log.
     *
     * @throws AuditUnavailableException if others may use the directory
     */
    static LogOwner of(Path log) throws IOException {
        OwnerOnly.DIRECTORY.require(log);
        try {
            return new LogOwner(log, Files.getOwner(log));
        } catch (NoSuchFileException e) {
            return new LogOwner(log, null);
        }
    }

    /** @throws AuditUnavailableException if the file is not the owner's alone, or is no regular file */
    void requireFile(Path file) throws IOException {
        require(OwnerOnly.FILE, file);
    }

    /** @throws AuditUnavailableException if the directory is not the owner's alone, or is none */
    void requireDirectory(Path directory) throws IOException {
        require(OwnerOnly.DIRECTORY, directory);
    }

    private void require(OwnerOnly kind, Path path) throws IOException {
        if (owner != null) {
            kind.requireOf(owner, path);
        }
    }

    /**
     * Looks at all that a verification reads, but for the segments, before it reads.
     *
     * @throws AuditUnavailableException if something is not the owner's alone
     */
    void requireDescriptionAndTree() throws IOException {
        for (String name : List.of(LogIdentity.FILE, PrunedPrefix.FILE, SignedCheckpoint.FILE, AuditSalt.FILE)) {
            requireFile(log.resolve(name));
        }
        Path tiles = log.resolve(TILES);
        requireDirectory(tiles);
        if (Files.exists(tiles)) {
            Files.walkFileTree(tiles, new Tree());
        }
    }

    /** Tiles come and go while the log is written to. */
    private final class Tree extends ChangingFiles {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            requireDirectory(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            requireFile(file);
            return FileVisitResult.CONTINUE;
        }
    }
}
