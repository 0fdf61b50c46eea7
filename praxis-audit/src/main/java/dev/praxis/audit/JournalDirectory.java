package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a journal. All are 0600 from the moment they exist, in a directory that is 0700. */
final class JournalDirectory {

    static final String JOURNAL = "journal.jsonl";
    static final String HEAD = "head.json";
    static final String LOCK = "journal.lock";
    private static final int LONGEST_HEAD = 1024;
    private static final String NEW_HEAD = "head.json.new";

    private final Path directory;
    private final Disk disk;

    JournalDirectory(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    Path path() {
        return directory;
    }

    /** Makes the directory and those above it where there are none; when this returns, they survive a power loss. */
    void create() throws IOException {
        Deque<Path> parents = new ArrayDeque<>();
        for (Path path = directory.toAbsolutePath();
                path.getParent() != null && Files.notExists(path);
                path = path.getParent()) {
            parents.addFirst(path.getParent());
        }
        Files.createDirectories(directory, OwnerOnly.DIRECTORY.whenCreated());
        OwnerOnly.DIRECTORY.repair(directory);
        for (Path parent : parents) {
            disk.syncDirectory(parent);
        }
    }

    LockFile openLock() throws IOException {
        return LockFile.open(directory.resolve(LOCK));
    }

    /** The bytes of the head, or null when there is none. */
    byte @Nullable [] readHead() throws IOException {
        return readHead(directory);
    }

    static byte @Nullable [] readHead(Path directory) throws IOException {
        try (InputStream file = Files.newInputStream(directory.resolve(HEAD), LinkOption.NOFOLLOW_LINKS)) {
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
        disk.syncDirectory(directory);
    }

    boolean hasJournal() {
        return Files.exists(directory.resolve(JOURNAL), LinkOption.NOFOLLOW_LINKS);
    }

    void createJournal() throws IOException {
        open(JOURNAL, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        disk.syncDirectory(directory);
    }

    /** Opens the journal that is at its path now: one that was removed or replaced is never written to. */
    FileChannel openJournal() throws IOException {
        return open(JOURNAL, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Puts torn bytes into a file of their own. */
    void setAside(byte[] torn, long sequence, long micros) throws IOException {
        long time = micros;
        while (Files.exists(directory.resolve(Sidecar.name(sequence, time)), LinkOption.NOFOLLOW_LINKS)) {
            time++;
        }
        String name = Sidecar.name(sequence, time);
        try (FileChannel file = open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            disk.write(file, torn, 0);
            disk.sync(file);
        } catch (IOException e) {
            Files.deleteIfExists(directory.resolve(name)); // the bytes are still in the journal
            throw e;
        }
        disk.syncDirectory(directory);
    }

    /** What was set aside where the record of this sequence was to stand, in the order of the names. */
    List<Sidecar> sidecars(long sequence) throws IOException {
        List<Sidecar> sidecars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Sidecar.prefix(sequence) + "*.bin")) {
            for (Path file : files) {
                sidecars.add(new Sidecar(file.getFileName().toString(), Files.size(file)));
            }
        }
        sidecars.sort(Comparator.comparing(Sidecar::name));
        return sidecars;
    }

    private FileChannel open(String name, StandardOpenOption... options) throws IOException {
        Path path = directory.resolve(name);
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        FileChannel file = FileChannel.open(path, all, OwnerOnly.FILE.whenCreated());
        try {
            OwnerOnly.FILE.repair(path);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return file;
    }
}
