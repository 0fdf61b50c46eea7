package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a journal. All are 0600 from the moment they exist, in a directory that is 0700. */
final class JournalDirectory {

    static final String JOURNAL = "journal.jsonl";
    static final String HEAD = "head.json";
    static final String LOCK = "journal.lock";
    private static final int LONGEST_HEAD = 1024;
    private static final String NEW_HEAD = "head.json.new";

    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> NEW_DIRECTORY = PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY);
    private static final FileAttribute<?> NEW_FILE = PosixFilePermissions.asFileAttribute(OWNER_FILE);

    private final Path directory;
    private final Disk disk;

    JournalDirectory(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    Path path() {
        return directory;
    }

    void create() throws IOException {
        Files.createDirectories(directory, NEW_DIRECTORY);
        restrict(directory, OWNER_DIRECTORY);
    }

    FileChannel openLock() throws IOException {
        return open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The bytes of the head, or null when there is none. */
    byte @Nullable [] readHead() throws IOException {
        return readHead(directory);
    }

    static byte @Nullable [] readHead(Path directory) throws IOException {
        try (InputStream file = Files.newInputStream(directory.resolve(HEAD))) {
            return file.readNBytes(LONGEST_HEAD); // a longer one is no head, and is refused when it is parsed
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Replaces the head; when this returns, the new one survives a power loss, and there was never none. */
    void replaceHead(Head head) throws IOException {
        try (FileChannel file = open(
                NEW_HEAD, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            disk.write(file, head.bytes(), 0);
            disk.sync(file);
        }
        Files.move(directory.resolve(NEW_HEAD), directory.resolve(HEAD), StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    boolean hasJournal() {
        return Files.exists(directory.resolve(JOURNAL), LinkOption.NOFOLLOW_LINKS);
    }

    void createJournal() throws IOException {
        open(JOURNAL, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        sync();
    }

    /** Opens the journal that is at its path now: one that was removed or replaced is never written to. */
    FileChannel openJournal() throws IOException {
        return open(JOURNAL, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Puts torn bytes into a file of their own.
     *
     * @return the name of the file
     */
    String setAside(byte[] torn, long sequence, long micros) throws IOException {
        long time = micros;
        while (Files.exists(directory.resolve(tornName(sequence, time)), LinkOption.NOFOLLOW_LINKS)) {
            time++;
        }
        String name = tornName(sequence, time);
        try (FileChannel file = open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            disk.write(file, torn, 0);
            disk.sync(file);
        }
        sync();
        return name;
    }

    private static String tornName(long sequence, long micros) {
        return "torn-" + sequence + "-" + micros + ".bin";
    }

    private FileChannel open(String name, StandardOpenOption... options) throws IOException {
        Path path = directory.resolve(name);
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        FileChannel file = FileChannel.open(path, all, NEW_FILE);
        try {
            restrict(path, OWNER_FILE);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return file;
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(permissions)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    /** Makes names durable: a file whose directory is not on disk is not there after a power loss. */
    private void sync() throws IOException {
        try (FileChannel self = FileChannel.open(directory, StandardOpenOption.READ)) {
            self.force(true);
        }
    }
}
