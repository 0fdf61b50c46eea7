package dev.praxis.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is for its owner alone. A writer repairs what is more open. A reader changes nothing, so it refuses: what others
 * could write is no evidence, and what they could read should not stay so unnoticed.
 */
enum OwnerOnly {
    DIRECTORY("directory", "rwx------", "700", true),
    FILE("regular file", "rw-------", "600", false);

    private static final Set<PosixFilePermission> OF_OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final String thing;
    private final String permissions;
    private final String mode;

    /** Whether it may be reached by a symbolic link. */
    private final boolean linked;

    OwnerOnly(String thing, String permissions, String mode, boolean linked) {
        this.thing = thing;
        this.permissions = permissions;
        this.mode = mode;
        this.linked = linked;
    }

    /** What makes a new file or directory so from the moment it exists. */
    FileAttribute<Set<PosixFilePermission>> whenCreated() {
        return PosixFilePermissions.asFileAttribute(permissions());
    }

    void repair(Path path) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(permissions())) {
            Files.setPosixFilePermissions(path, permissions());
        }
    }

    /**
     * Accepts what is not there. A directory may be reached by a symbolic link, a file not.
     *
     * @throws AuditUnavailableException if others may use it, or if it is something else
     */
    void require(Path path) throws IOException {
        read(path, linked);
    }

    /**
     * The same for a part of a log, which is reached by no link and belongs to whom the log belongs.
     *
     * @param owner whose the log is
     * @throws AuditUnavailableException if others may use it, or if it is something else
     */
    void requireOf(UserPrincipal owner, Path path) throws IOException {
        PosixFileAttributes attributes = read(path, false);
        if (attributes != null && !attributes.owner().equals(owner)) {
            throw refused(path + " belongs to " + attributes.owner().getName() + ", and the log to " + owner.getName()
                    + "; make sure that nobody changed it, then run: chown " + owner.getName() + " " + path);
        }
    }

    /** What is there; null if it is nothing: then there is nothing to read either, and the caller says so. */
    private @Nullable PosixFileAttributes read(Path path, boolean followed) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = followed
                    ? Files.readAttributes(path, PosixFileAttributes.class)
                    : Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (attributes.isSymbolicLink()) {
            throw refused(path + " is a symbolic link; put the " + thing + " itself there");
        }
        if (this == DIRECTORY ? !attributes.isDirectory() : !attributes.isRegularFile()) {
            throw refused(path + " is no " + thing + "; see what was put there");
        }
        if (!OF_OWNER.containsAll(attributes.permissions())) {
            throw refused("others than its owner may use " + path + " ("
                    + PosixFilePermissions.toString(attributes.permissions())
                    + "); make sure that nobody changed it, then run: chmod "
                    + mode + " " + path);
        }
        return attributes;
    }

    private static AuditUnavailableException refused(String why) {
        return new AuditUnavailableException("the evidence is not read, since " + why, null);
    }

    private Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(permissions);
    }
}
