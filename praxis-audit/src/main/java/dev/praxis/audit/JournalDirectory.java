package dev.praxis.audit;

import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a journal. All are 0600 from the moment they exist, in directories that are 0700. */
final class JournalDirectory {

    static final String LOCK = "journal.lock";
    static final String TORN = "torn";
    private static final String TILES = "tile";
    private static final int LONGEST_SMALL_FILE = 1 << 16;

    private final Path directory;
    private final Disk disk;

    JournalDirectory(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    Path path() {
        return directory;
    }

    /**
     * Makes the directory and those above it where there are none; when this returns, they survive a power loss. Makes none in it: what
     * is there is looked at first.
     */
    void create() throws IOException {
        create(directory);
        requireParts();
        if (Files.exists(SegmentFile.directory(directory))) {
            OwnerOnly.DIRECTORY.repair(SegmentFile.directory(directory));
        }
    }

    /** Makes the first segment of a new log, and the directory that it is in. */
    Segment createFirstSegment(long micros) throws IOException {
        create(SegmentFile.directory(directory));
        return createSegment(1, micros);
    }

    /**
     * Looks whether what the log is made of is there itself: through a link praxis would write where the log is not, and whoever opened a
     * pipe would wait for ever.
     *
     * @throws IOException if something else is in its place
     */
    void requireParts() throws IOException {
        for (String name :
                List.of(SegmentFile.directory(directory).getFileName().toString(), TORN, TILES)) {
            requireKind(directory.resolve(name), true);
        }
        requireRegular(directory.resolve(LOCK));
    }

    /** Accepts what is not there. */
    static void requireRegular(Path file) throws IOException {
        requireKind(file, false);
    }

    /** What somebody else can write to whenever he likes is no evidence, whatever its mode is now. Accepts what is not there. */
    private void requireOwn(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
            if (!owner.equals(Files.getOwner(directory))) {
                throw new IOException(
                        file + " belongs to " + owner.getName()
                                + ", who is not the owner of the log; make sure that nobody changed it, then give it to that one");
            }
        }
    }

    private static void requireKind(Path part, boolean isDirectory) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // it will be made
        }
        if (isDirectory ? !attributes.isDirectory() : !attributes.isRegularFile()) {
            throw new IOException(part + " is a link or no " + (isDirectory ? "directory" : "regular file")
                    + "; see what was put there, and put the thing itself there");
        }
    }

    private void create(Path wanted) throws IOException {
        Deque<Path> parents = new ArrayDeque<>();
        for (Path path = wanted.toAbsolutePath();
                path.getParent() != null && Files.notExists(path);
                path = path.getParent()) {
            parents.addFirst(path.getParent());
        }
        Files.createDirectories(wanted, OwnerOnly.DIRECTORY.whenCreated());
        OwnerOnly.DIRECTORY.repair(wanted);
        for (Path parent : parents) {
            disk.syncDirectory(parent);
        }
    }

    /** The bytes of a small file, or null when there is none. */
    static byte @Nullable [] read(Path path) throws IOException {
        return WholeFiles.read(path, LONGEST_SMALL_FILE); // a longer one is refused when it is parsed
    }

    /** The segments that are there, oldest first. */
    List<SegmentFile> segments() throws IOException {
        return SegmentFile.list(directory);
    }

    /**
     * Makes the segment that begins with a sequence; when this returns, its name survives a power loss. A file of that name
     * has nothing that counts, or the sequence would be another: it is put aside.
     */
    Segment createSegment(long first, long micros) throws IOException {
        SegmentFile file = SegmentFile.of(directory, first);
        if (Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
            setAside(file, micros);
        }
        FileChannel channel = open(file.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        return opened(file, channel, () -> disk.syncDirectory(SegmentFile.directory(directory)));
    }

    /** Opens a segment to append to it. */
    Segment openSegment(SegmentFile file) throws IOException {
        return opened(file, open(file.path(), StandardOpenOption.APPEND), () -> {});
    }

    private interface Step {
        void run() throws IOException;
    }

    private Segment opened(SegmentFile file, FileChannel channel, Step step) throws IOException {
        try {
            step.run();
            return Segment.of(file, channel, disk);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens a segment to read it and to write over what is there. */
    FileChannel openForRepair(SegmentFile file) throws IOException {
        return open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Keeps torn bytes in a file of their own, unless a recovery that did not end has done so already. */
    void setAside(byte[] torn, long sequence, long micros) throws IOException {
        create(directory.resolve(TORN));
        for (Path there : torn(sequence)) {
            if (Files.size(there) == torn.length && Arrays.equals(Files.readAllBytes(there), torn)) {
                return;
            }
        }
        Path path = freeTornName(sequence, micros);
        try (FileChannel file = open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            disk.write(file, torn);
            disk.sync(file);
        } catch (IOException e) {
            Files.deleteIfExists(path); // the bytes are still in the segment
            throw e;
        }
        disk.syncDirectory(directory.resolve(TORN));
    }

    private void setAside(SegmentFile segment, long micros) throws IOException {
        create(directory.resolve(TORN));
        Files.move(segment.path(), freeTornName(segment.first(), micros), StandardCopyOption.ATOMIC_MOVE);
        disk.syncDirectory(directory.resolve(TORN));
        disk.syncDirectory(SegmentFile.directory(directory));
    }

    private Path freeTornName(long sequence, long micros) {
        long time = micros;
        Path path = directory.resolve(TORN).resolve(sequence + "-" + time + ".bin");
        while (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            time++;
            path = directory.resolve(TORN).resolve(sequence + "-" + time + ".bin");
        }
        return path;
    }

    /** Name and length of what was set aside where the record of this sequence was to stand, in the order of names. */
    List<JsonObject> sidecars(long sequence) throws IOException {
        List<JsonObject> sidecars = new ArrayList<>();
        for (Path file : torn(sequence)) {
            sidecars.add(JsonObject.builder()
                    .put("name", TORN + "/" + file.getFileName())
                    .put("bytes", Files.size(file))
                    .build());
        }
        return sidecars;
    }

    private List<Path> torn(long sequence) throws IOException {
        List<Path> torn = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(TORN), sequence + "-*.bin")) {
            files.forEach(torn::add);
        } catch (NoSuchFileException e) {
            return torn;
        }
        torn.sort(Comparator.naturalOrder());
        return torn;
    }

    private FileChannel open(Path path, StandardOpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        requireRegular(path);
        requireOwn(path);
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
