package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Reads the records of an audit log without checking them. Thread-safe; blocks on I/O; takes no lock. */
public final class AuditReader {

    /** How many lines can be asked for at once. */
    public static final int MAX_LINES = 10_000;

    private static final int BLOCK = 1 << 16;

    private AuditReader() {}

    /**
     * The last lines of the journal, read from its end. A line that is not complete is left out.
     *
     * @param directory where the files are
     * @param lines how many lines at the most, 1 to {@value #MAX_LINES}
     * @return the lines without their line feeds, oldest first; empty when there is no journal
     * @throws InvalidArgumentException if the number is out of range
     * @throws AuditUnavailableException if the journal cannot be read
     */
    public static List<String> tail(Path directory, int lines) {
        if (lines < 1 || lines > MAX_LINES) {
            throw new InvalidArgumentException(lines + " lines cannot be read; ask for 1 to " + MAX_LINES);
        }
        try (FileChannel journal =
                FileChannel.open(directory.resolve(JournalDirectory.JOURNAL), StandardOpenOption.READ)) {
            return tail(journal, lines);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + directory + " cannot be read (" + e + "); see to its files", e);
        }
    }

    private static List<String> tail(FileChannel journal, int lines) throws IOException {
        long size = journal.size();
        // One line feed more than lines: the one before the first of them.
        Deque<Long> lineEnds = lineFeeds(journal, size, lines + 1);
        if (lineEnds.isEmpty()) {
            return List.of();
        }
        long start = lineEnds.size() > lines ? lineEnds.getFirst() + 1 : 0;
        byte[] bytes = read(journal, start, lineEnds.getLast());
        return List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
    }

    /** The offsets of the last line feeds, ascending. */
    private static Deque<Long> lineFeeds(FileChannel journal, long size, int count) throws IOException {
        Deque<Long> found = new ArrayDeque<>();
        for (long end = size; end > 0 && found.size() < count; end = Math.max(0, end - BLOCK)) {
            long start = Math.max(0, end - BLOCK);
            byte[] block = read(journal, start, end);
            for (int i = block.length - 1; i >= 0 && found.size() < count; i--) {
                if (block[i] == '\n') {
                    found.addFirst(start + i);
                }
            }
        }
        return found;
    }

    private static byte[] read(FileChannel journal, long start, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (buffer.hasRemaining() && journal.read(buffer, start + buffer.position()) >= 0) {
            // until full, or until the file, which may have been cut meanwhile, ends
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
