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
import java.util.Set;

/**
 * What is for its owner alone. A writer repairs what is more open. A reader changes nothing, so it refuses: what others
 * could write is no evidence, and what they could read should not stay so unnoticed.
 */
enum OwnerOnly {
    DIRECTORY("rwx------", "700", true),
    FILE("rw-------", "600", false);

    private static final Set<PosixFilePermission> OF_OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final String permissions;
    private final String mode;

    /** Whether it may be reached by a symbolic link. */
    private final boolean linked;

    OwnerOnly(String permissions, String mode, boolean linked) {
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
     * Accepts what is not there.
     *
     * @throws AuditUnavailableException if others may use it, or if it is a file that is a symbolic link
     */
    void require(Path path) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = linked
                    ? Files.readAttributes(path, PosixFileAttributes.class)
                    : Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // there is nothing to read either, and the caller says so
        }
        if (attributes.isSymbolicLink()) {
            throw new AuditUnavailableException(
                    "the evidence is not read, since " + path + " is a symbolic link; put the file itself there", null);
        }
        if (!OF_OWNER.containsAll(attributes.permissions())) {
            throw new AuditUnavailableException(
                    "the evidence is not read, since others than its owner may use " + path + " ("
                            + PosixFilePermissions.toString(attributes.permissions())
                            + "); make sure that nobody changed it, then run: chmod "
                            + mode + " " + path,
                    null);
        }
    }

    private Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(permissions);
    }
}
