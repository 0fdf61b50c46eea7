package dev.praxis.execution.home;

import dev.praxis.api.home.HomePaths;
import dev.praxis.execution.internal.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A praxis home that was looked at and found usable: directories of mode 0700 that belong to the user of this process,
 * outside of every git work tree, where one {@code git add} would publish the evidence. Immutable and thread-safe.
 */
public final class PraxisHome {

    private static final String REMEDY = "; set PRAXIS_HOME to a directory of your own";

    private final HomePaths paths;

    private PraxisHome(HomePaths paths) {
        this.paths = paths;
    }

    /**
     * Makes a home usable: creates the base, with the parents it lacks, and the directories for audit log and approvals,
     * and takes the access of others away where the directories belong to the user of this process. Blocks on I/O.
     *
     * @param paths where
     * @return the home
     * @throws HomeUnusableException if it is below a git work tree, is not a directory, cannot be written, is more open
     *     than 0700 and belongs to somebody else, or is on a file system without POSIX permissions
     */
    public static PraxisHome open(HomePaths paths) {
        for (Path directory : List.of(paths.base(), paths.audit(), paths.approvals())) {
            refuseWorkTree(directory);
            refuseOther(directory);
            try {
                PrivateFiles.createDirectories(directory);
                requireOwnAndPrivate(directory);
            } catch (IOException | UnsupportedOperationException e) {
                throw new HomeUnusableException(
                        "the praxis home " + directory + " cannot be created or written (" + reason(e) + ")" + REMEDY,
                        e);
            }
        }
        return new PraxisHome(paths);
    }

    /**
     * Looks at a home and changes nothing, for a caller that only reads. Blocks on I/O.
     *
     * @param paths where
     * @return the home, or empty if there is none
     * @throws HomeUnusableException if it is below a git work tree, is not a directory, cannot be read, or is more open
     *     than 0700
     */
    public static Optional<PraxisHome> find(HomePaths paths) {
        Path base = paths.base();
        refuseWorkTree(base);
        refuseOther(base);
        if (!Files.exists(base)) {
            return Optional.empty();
        }
        try {
            if (!Files.isReadable(base) || !Files.isExecutable(base)) {
                throw new HomeUnusableException("the praxis home " + base + " cannot be read" + REMEDY, null);
            }
            if (!PrivateFiles.isPrivate(base.toRealPath())) {
                throw new HomeUnusableException(
                        "the praxis home " + base + " is open to others; take that away: chmod 700 " + base, null);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new HomeUnusableException(
                    "the praxis home " + base + " cannot be looked at (" + reason(e) + ")" + REMEDY, e);
        }
        return Optional.of(new PraxisHome(paths));
    }

    /**
     * The places of this home.
     *
     * @return the paths
     */
    public HomePaths paths() {
        return paths;
    }

    /** By the path as it is written and by the one that links lead to. */
    private static void refuseWorkTree(Path directory) {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        refuseGitAbove(directory, directory);
        try {
            refuseGitAbove(directory, existing.toRealPath());
        } catch (IOException e) {
            throw new HomeUnusableException(
                    "the praxis home " + directory + " cannot be looked at (" + reason(e) + ")" + REMEDY, e);
        }
    }

    private static void refuseGitAbove(Path directory, Path start) {
        for (Path ancestor = start; ancestor != null; ancestor = ancestor.getParent()) {
            if (Files.exists(ancestor.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                throw new HomeUnusableException(
                        "the praxis home " + directory + " is in the git work tree " + ancestor
                                + ", where it could be committed" + REMEDY + " outside of it",
                        null);
            }
        }
    }

    private static void refuseOther(Path directory) {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
            throw new HomeUnusableException("the praxis home " + directory + " is not a directory" + REMEDY, null);
        }
    }

    /** A file made here proves that we may write, and its owner is who we are. */
    private static void requireOwnAndPrivate(Path directory) throws IOException {
        Path real = directory.toRealPath();
        Path probe = Files.createTempFile(
                real,
                ".probe-",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean own;
        try {
            own = Files.getOwner(real).equals(Files.getOwner(probe));
        } finally {
            Files.delete(probe);
        }
        if (!own) {
            throw new HomeUnusableException(
                    "the praxis home " + directory + " belongs to "
                            + Files.getOwner(real).getName() + ", not to the user of this process" + REMEDY,
                    null);
        }
        if (!PrivateFiles.isPrivate(real)) {
            Files.setPosixFilePermissions(real, PrivateFiles.DIRECTORY);
        }
    }

    private static String reason(Exception e) {
        String said = e instanceof FileSystemException failure ? failure.getReason() : null;
        return said == null ? e.getClass().getSimpleName().replace("Exception", "") : said;
    }
}
