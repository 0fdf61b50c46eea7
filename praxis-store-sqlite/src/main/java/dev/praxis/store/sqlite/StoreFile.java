package dev.praxis.store.sqlite;

import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * The file of a store, as the file system sees it.
 *
 * <p>Never opens an existing file: closing it would drop every lock that SQLite holds on it in this process (POSIX
 * advisory locks belong to the process, not to the descriptor), and another process could then damage it.
 */
final class StoreFile {

    /** SQLite's least page; what is shorter, and not empty, is no database, though SQLite takes one byte for none. */
    private static final long LEAST_DATABASE = 512;

    /** SQLite's page, unless somebody chooses another one; praxis does not. See {@link #isBeingMade}. */
    private static final int PAGE = 4096;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    StoreFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * The file itself, where this is a link to it or is reached by one: SQLite puts the companions beside the file.
     *
     * @throws StoreAbsentException if there is no file
     */
    StoreFile real() {
        try {
            return new StoreFile(path.toRealPath());
        } catch (NoSuchFileException e) {
            throw absent(e);
        } catch (IOException e) {
            throw unavailable("cannot look at " + path, e);
        }
    }

    /** Makes an empty file that only its owner may use, before SQLite comes: -wal and -shm inherit its permissions. */
    void create() {
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new StoreUnavailableException(
                    "cannot make store " + path + ": there is no directory " + parent + "; make it first", null);
        }
        try {
            Files.createFile(path, ownerOnly(parent));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster. What it made is looked at like any other file.
            if (!exists()) {
                throw unavailable("cannot make store " + path + ": it is a link that leads nowhere", e);
            }
        } catch (IOException e) {
            throw unavailable("cannot make store " + path, e);
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Refuses what cannot be a database by its type or length. */
    void requireRegular() {
        BasicFileAttributes attributes = attributes();
        if (!attributes.isRegularFile()) {
            throw new NotAStoreException(
                    path + " is not a praxis store but a "
                            + (attributes.isDirectory() ? "directory" : "special file")
                            + "; it was left as it is; name a file",
                    null);
        }
        if (attributes.size() > 0 && attributes.size() < LEAST_DATABASE) {
            throw new NotAStoreException(
                    path + " is not a praxis store: " + attributes.size()
                            + " bytes are too few; it was left as it is; name another file",
                    null);
        }
    }

    boolean isEmpty() {
        return attributes().size() == 0;
    }

    /** Whether somebody writes to this database, or did so when he died. */
    boolean hasCompanion() {
        return Files.exists(companion("-wal")) || Files.exists(companion("-journal"));
    }

    /** By what a change shows. */
    Stamp stamp() {
        BasicFileAttributes attributes = attributes();
        return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }

    /** Whether nobody wrote to this database since then, nor is about to. */
    boolean isUnchangedSince(Stamp then) {
        return !hasCompanion() && stamp().equals(then);
    }

    record Stamp(long size, FileTime modified) {}

    /**
     * Whether a process is about to make a store here, or died while it did. Only the step that sets WAL mode in the first
     * page has a rollback journal; everything after it is in the write-ahead log. What counts is what the journal says:
     * that nothing was here before. What is in the page may be half written.
     */
    boolean isBeingMade() {
        if (attributes().size() > PAGE) {
            return false;
        }
        try {
            return RollbackJournal.read(companion("-journal"))
                    .filter(journal -> journal.pagesBefore() == 0 && journal.pageSize() == PAGE)
                    .isPresent();
        } catch (IOException e) {
            throw unavailable("cannot read " + companion("-journal"), e);
        }
    }

    /** The file in which the processes that write to this store take turns. It stays when the last of them has gone. */
    Path turnstile() {
        return companion("-turn");
    }

    /** Opens that file, and makes it if there is none. */
    FileChannel openTurnstile() throws IOException {
        Path file = turnstile();
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                ownerOnly(path.resolveSibling("")));
    }

    /** Takes from everybody but the owner what he may do with the file and its companions. */
    void restrictToOwner() {
        for (Path file : List.of(path, companion("-wal"), companion("-shm"), companion("-journal"), turnstile())) {
            try {
                restrict(file);
            } catch (IOException e) {
                throw unavailable("cannot make " + file + " readable for its owner only", e);
            }
        }
    }

    private static void restrict(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            if (view != null
                    && Files.exists(file)
                    && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
                view.setPermissions(OWNER_ONLY);
            }
        } catch (NoSuchFileException e) {
            // A companion may go from one moment to the next; then there is nothing to restrict.
            if (Files.exists(file)) {
                throw e;
            }
        }
    }

    private Path companion(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private BasicFileAttributes attributes() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw absent(e);
        } catch (IOException e) {
            throw unavailable("cannot look at " + path, e);
        }
    }

    private StoreAbsentException absent(NoSuchFileException e) {
        return new StoreAbsentException("there is no store at " + path + "; make one first", e);
    }

    /** What makes a new file one of its owner's alone, where the file system knows that. */
    private static FileAttribute<?>[] ownerOnly(Path directory) {
        return Files.getFileAttributeView(directory, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)};
    }

    private static StoreUnavailableException unavailable(String what, IOException e) {
        return new StoreUnavailableException(
                what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "; see to the permissions and the disk",
                e);
    }
}
