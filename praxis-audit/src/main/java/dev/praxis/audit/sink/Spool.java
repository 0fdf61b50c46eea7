package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditLine;
import dev.praxis.audit.internal.WholeFiles;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines on disk that a sink has yet to get, in order: files {@code <number>.jsonl} and the file {@code position}. A line is kept
 * when {@link #append} has returned: written and synchronised. It is given away at least once.
 *
 * <p>A file whose write or synchronisation failed is never written to again: what it has up to there counts, and the next lines
 * go to a new file. Bounded: lines for which there is no room are refused, and leave a gap in the sequences.
 *
 * <p>Thread-safe; one thread appends, another one takes.
 */
final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final String LOCK = "lock";
    private static final long MOST_SEGMENT_BYTES = 1L << 20;

    private final Path directory;
    private final long bound;
    private final long segmentBytes;
    private final SpoolFiles files;
    private final FileChannel lockFile;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<SpoolSegment> segments = new ArrayDeque<>();
    private long nextNumber;
    private @Nullable FileOutputStream out;

    /** In the first of the segments. */
    private long offset;

    private long passedInFirst;
    private long sequence;
    private boolean closed;

    private Spool(Path directory, long bound, SpoolFiles files, FileChannel lockFile) {
        this.directory = directory;
        this.bound = bound;
        this.segmentBytes = Math.min(MOST_SEGMENT_BYTES, bound / 4);
        this.files = files;
        this.lockFile = lockFile;
    }

    /**
     * Opens the spool of a directory that is there.
     *
     * @throws IOException if it cannot be read, or another process has it
     */
    static Spool open(Path directory, long bound, SpoolFiles files) throws IOException {
        Path lock = directory.resolve(LOCK);
        WholeFiles.requireRegularIfThere(lock); // whoever opened a pipe would wait for ever
        if (!Files.exists(lock)) {
            files.create(lock);
        }
        FileChannel lockFile = FileChannel.open(lock, StandardOpenOption.WRITE);
        try {
            requireLock(lockFile);
            Spool spool = new Spool(directory, bound, files, lockFile);
            spool.find();
            return spool;
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static void requireLock(FileChannel lockFile) throws IOException {
        try {
            @Nullable FileLock held = lockFile.tryLock();
            if (held == null) {
                throw new IOException("another process has this spool");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process has this spool open already", e);
        }
    }

    private void find() throws IOException {
        SpoolPosition position = SpoolPosition.read(directory);
        sequence = position.sequence();
        for (SpoolSegment segment : segmentsIn(directory)) {
            nextNumber = segment.number() + 1;
            if (segment.number() < position.file() || segment.length() == 0) {
                files.delete(segment.path());
            } else {
                segments.add(segment);
            }
        }
        nextNumber = Math.max(nextNumber, position.file() + 1);
        SpoolSegment first = segments.peekFirst();
        if (first != null && first.number() == position.file() && position.offset() <= first.length()) {
            offset = position.offset();
            passedInFirst = linesBefore(first, offset);
        }
    }

    private static List<SpoolSegment> segmentsIn(Path directory) throws IOException {
        List<SpoolSegment> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                if (SpoolSegment.numberOf(file).isPresent()) {
                    found.add(
                            SpoolSegment.found(file, SpoolSegment.numberOf(file).getAsLong()));
                }
            }
        }
        found.sort(Comparator.comparingLong(SpoolSegment::number));
        return found;
    }

    private static long linesBefore(SpoolSegment segment, long offset) throws IOException {
        return offset == 0
                ? 0
                : segment.read(0, Integer.MAX_VALUE, Math.toIntExact(offset)).records();
    }

    /** What waits in a directory, which another process may have open; looks only. */
    static Waiting measure(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return new Waiting(0, 0);
        }
        SpoolPosition position = SpoolPosition.read(directory);
        long records = 0;
        long bytes = 0;
        for (SpoolSegment segment : segmentsIn(directory)) {
            if (segment.number() >= position.file()) {
                boolean first = segment.number() == position.file() && position.offset() <= segment.length();
                records += segment.records() - (first ? linesBefore(segment, position.offset()) : 0);
                bytes += segment.length() - (first ? position.offset() : 0);
            }
        }
        return new Waiting(records, bytes);
    }

    /**
     * What waits.
     *
     * @param records how many lines
     * @param bytes how many bytes, line feeds included
     */
    record Waiting(long records, long bytes) {}

    /**
     * Keeps lines, as many from the first on as there is room for.
     *
     * @return how many are kept; they are on disk
     * @throws IOException if none is known to be on disk
     */
    int append(List<AuditLine> lines) throws IOException {
        lock.lock();
        try {
            requireOpen();
            long room = bound - size();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int kept = 0;
            for (AuditLine line : lines) {
                byte[] encoded = (line.json() + "\n").getBytes(StandardCharsets.UTF_8);
                if (bytes.size() + encoded.length > room) {
                    break;
                }
                bytes.writeBytes(encoded);
                kept++;
            }
            if (kept > 0) {
                write(bytes.toByteArray(), kept);
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes, int lines) throws IOException {
        try {
            FileOutputStream current = current();
            files.write(current, bytes);
            files.sync(current);
        } catch (IOException e) {
            seal();
            throw e;
        }
        segments.addLast(segments.removeLast().grown(bytes.length, lines));
    }

    private FileOutputStream current() throws IOException {
        if (out != null && segments.getLast().length() < segmentBytes) {
            return out;
        }
        seal();
        long number = nextNumber++;
        Path file = directory.resolve(SpoolSegment.name(number));
        files.create(file);
        FileOutputStream made = files.append(file);
        segments.addLast(new SpoolSegment(number, file, 0, 0));
        out = made;
        files.syncDirectory(directory);
        return made;
    }

    /** Ends the file that is written to. Closing tells nothing: what counts was synchronised. */
    private void seal() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                LOG.debug("a file of the spool {} was not closed: {}", directory, e.toString());
            }
            out = null;
        }
    }

    /**
     * The next lines, in order; empty when nothing waits.
     *
     * @throws IOException if they cannot be read
     */
    Batch take(int maxLines, int maxBytes) throws IOException {
        lock.lock();
        try {
            requireOpen();
            while (!segments.isEmpty()) {
                SpoolSegment first = segments.getFirst();
                if (offset < first.length()) {
                    SpoolSegment.Batch read = first.read(offset, maxLines, maxBytes);
                    if (!read.lines().isEmpty()) {
                        return new Batch(read.lines(), first.number(), read.end(), read.records());
                    }
                    offset = read.end(); // nothing but damage
                    passedInFirst += read.records();
                } else if (segments.size() > 1 || out == null) {
                    drop();
                } else {
                    break;
                }
            }
            return Batch.EMPTY;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lines that were taken, and where they end.
     *
     * @param lines the lines
     * @param file the number of their file
     * @param end the offset behind the last of them
     * @param passed how many lines of the file that passes
     */
    record Batch(List<AuditLine> lines, long file, long end, long passed) {

        static final Batch EMPTY = new Batch(List.of(), 0, 0, 0);
    }

    /** The sink has a batch, which {@link #take} gave last. */
    void delivered(Batch batch) {
        lock.lock();
        try {
            if (closed) {
                return; // the next process delivers it again
            }
            offset = batch.end();
            passedInFirst += batch.passed();
            reached(batch.lines().get(batch.lines().size() - 1).sequence());
            if (!segments.isEmpty() && offset >= segments.getFirst().length() && (segments.size() > 1 || isWorn())) {
                drop();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Remembers how far the sink has come. */
    private void reached(long last) {
        sequence = Math.max(sequence, last);
        save(false);
    }

    /** Whether the only file has grown so long that a new one is due when nothing waits in it. */
    private boolean isWorn() {
        return segments.getFirst().length() >= segmentBytes;
    }

    private void drop() {
        if (segments.size() == 1) {
            seal();
        }
        SpoolSegment first = segments.removeFirst();
        offset = 0;
        passedInFirst = 0;
        save(false);
        try {
            files.delete(first.path());
        } catch (IOException e) {
            LOG.warn("{} was delivered and cannot be deleted: {}", first.path(), e.toString());
        }
    }

    private void save(boolean durable) {
        long file = segments.isEmpty() ? nextNumber : segments.getFirst().number();
        try {
            files.replace(
                    directory.resolve(SpoolPosition.FILE), new SpoolPosition(file, offset, sequence).bytes(), durable);
        } catch (IOException e) {
            LOG.warn(
                    "the position in {} could not be written, so lines may be delivered again: {}",
                    directory,
                    e.toString());
        }
    }

    /** The last record that the sink has; 0 if that is not known. */
    long sequence() {
        lock.lock();
        try {
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    Waiting waiting() {
        lock.lock();
        try {
            long records = -passedInFirst;
            for (SpoolSegment segment : segments) {
                records += segment.records();
            }
            return new Waiting(records, size());
        } finally {
            lock.unlock();
        }
    }

    private long size() {
        long bytes = -offset;
        for (SpoolSegment segment : segments) {
            bytes += segment.length();
        }
        return bytes;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the spool is closed");
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            seal();
            save(true);
            closed = true;
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("the lock of the spool {} was not released: {}", directory, e.toString());
        } finally {
            lock.unlock();
        }
    }
}
