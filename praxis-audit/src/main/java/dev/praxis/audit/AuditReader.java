package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.tlog.SignedCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the records of an audit log without checking them: those that a verification reads, and none of segments that stand below
 * what was pruned. Changes nothing: evidence that others than its owner may read or write is refused. Thread-safe; blocks on I/O; takes no lock.
 */
public final class AuditReader {

    /** How many lines can be asked for at once. */
    public static final int MAX_LINES = 10_000;

    private static final int BLOCK = 1 << 16;

    private AuditReader() {}

    /**
     * Whether there is anything of an audit log in a directory.
     *
     * @param directory where the files would be
     * @return false if neither segments, nor a checkpoint, nor what a log is named by, nor its tree are there
     * @throws AuditUnavailableException if the directory cannot be read
     */
    public static boolean hasLog(Path directory) {
        try {
            return Files.exists(SegmentFile.directory(directory))
                    || Files.exists(directory.resolve(SignedCheckpoint.FILE))
                    || Beginning.remains(directory).isPresent();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * The last lines of the journal, found from its end, all at once. Such a list may take as many MiB as it has lines;
     * {@link #tail(Path, int, Consumer)} holds one line at a time.
     *
     * @param directory where the files are
     * @param lines how many lines at the most, 1 to {@value #MAX_LINES}
     * @return the lines without their line feeds, oldest first; empty when there is no journal
     * @throws InvalidArgumentException if the number is out of range
     * @throws AuditUnavailableException if the journal cannot be read, or must not be since it is open to others
     */
    public static List<String> tail(Path directory, int lines) {
        List<String> all = new ArrayList<>();
        tail(directory, lines, all::add);
        return List.copyOf(all);
    }

    /**
     * Passes on the last lines of the journal, found from its end, one after another. A line that is not complete is left
     * out; one that is longer than a record can be is cut.
     *
     * @param directory where the files are
     * @param lines how many lines at the most, 1 to {@value #MAX_LINES}
     * @param consumer gets the lines without their line feeds, oldest first, none when there is no journal; called in the
     *     thread of the caller. What it throws ends the reading and reaches the caller.
     * @throws InvalidArgumentException if the number is out of range
     * @throws AuditUnavailableException if the journal cannot be read, or must not be since it is open to others
     */
    public static void tail(Path directory, int lines, Consumer<String> consumer) {
        if (lines < 1 || lines > MAX_LINES) {
            throw new InvalidArgumentException(lines + " lines cannot be read; ask for 1 to " + MAX_LINES);
        }
        try {
            tail(LogFiles.keptIn(directory), lines, consumer);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * Passes on the lines of a log from a record on, one after another, without checking them. A line that is not complete is
     * left out; one that is longer than a record can be is cut.
     *
     * @param directory where the files are
     * @param from the sequence of the first record that is wanted; whole segments before it are not read
     * @param consumer gets the lines without their line feeds, oldest first; those before {@code from} in the same segment
     *     as well. Called in the thread of the caller. What it throws ends the reading and reaches the caller.
     * @throws AuditUnavailableException if the log cannot be read, or must not be since it is open to others
     */
    public static void read(Path directory, long from, Consumer<String> consumer) {
        try {
            List<SegmentFile> segments = LogFiles.keptIn(directory);
            int first = 0;
            while (first + 1 < segments.size() && segments.get(first + 1).first() <= from) {
                first++;
            }
            try (InputStream bytes = new ConcatenatedSegments(segments.subList(first, segments.size()))) {
                pass(bytes, Long.MAX_VALUE, consumer);
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    static AuditUnavailableException unreadable(Path directory, IOException e) {
        return new AuditUnavailableException(
                "the audit log in " + directory + " cannot be read (" + e + "); see to its files", e);
    }

    private static void tail(List<SegmentFile> segments, int lines, Consumer<String> consumer) throws IOException {
        int wanted = lines;
        int first = segments.size();
        Start start = new Start(0, 0);
        while (first > 0 && wanted > 0) {
            first--;
            try (FileChannel segment = open(segments.get(first))) {
                start = start(segment, wanted);
                wanted -= start.lines();
            }
        }
        if (first == segments.size()) {
            return; // a log that was never written to has no lines
        }
        try (FileChannel segment = open(segments.get(first));
                InputStream rest = new ConcatenatedSegments(segments.subList(first + 1, segments.size()))) {
            segment.position(start.offset());
            // Not closed: that would close the channel, which is closed anyway.
            pass(Channels.newInputStream(segment), lines, consumer);
            pass(rest, lines, consumer);
        }
    }

    private static FileChannel open(SegmentFile segment) throws IOException {
        return FileChannel.open(segment.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private static void pass(InputStream bytes, long lines, Consumer<String> consumer) throws IOException {
        JournalLines reader = new JournalLines(bytes);
        for (long i = 0; i < lines; i++) {
            byte[] line = reader.next();
            if (line == null) {
                return;
            }
            consumer.accept(new String(line, StandardCharsets.UTF_8));
        }
    }

    /** Where the last complete lines of a segment start, and how many they are. */
    private record Start(long offset, int lines) {}

    /** Where the last so many complete lines start. */
    private static Start start(FileChannel journal, int lines) throws IOException {
        int lineFeeds = 0;
        for (long end = journal.size(); end > 0; end = Math.max(0, end - BLOCK)) {
            long start = Math.max(0, end - BLOCK);
            byte[] block = read(journal, start, end);
            for (int i = block.length - 1; i >= 0; i--) {
                // One line feed more than lines: the one before the first of them.
                if (block[i] == '\n' && ++lineFeeds > lines) {
                    return new Start(start + i + 1, lines);
                }
            }
        }
        return new Start(0, lineFeeds);
    }

    private static byte[] read(FileChannel journal, long start, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (buffer.hasRemaining() && journal.read(buffer, start + buffer.position()) >= 0) {
            // until full, or until the file, which may have been cut meanwhile, ends
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
