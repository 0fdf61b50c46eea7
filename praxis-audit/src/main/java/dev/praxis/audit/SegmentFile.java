package dev.praxis.audit;

import dev.praxis.api.UtcMicros;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a segment: a file with a run of the log's lines.
 *
 * @param path where it is
 * @param first the sequence of its first record, which its name says
 */
record SegmentFile(Path path, long first) {

    private static final String DIRECTORY = "segments";
    private static final String SUFFIX = ".jsonl";
    private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.jsonl");

    /** Where the segments of a log are. */
    static Path directory(Path log) {
        return log.resolve(DIRECTORY);
    }

    static SegmentFile of(Path log, long first) {
        return new SegmentFile(directory(log).resolve(String.format(Locale.ROOT, "%020d", first) + SUFFIX), first);
    }

    /** The time of its first record; empty if it has none. */
    Optional<Instant> begun() throws IOException {
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] line = new JournalLines(in).next();
            SealedRecord first = line == null ? null : Tail.record(line);
            return first == null ? Optional.empty() : Optional.of(UtcMicros.parse(first.text("time")));
        }
    }

    /** How the log names it: from its own directory. */
    String name() {
        return DIRECTORY + "/" + path.getFileName();
    }

    /** The segments of a log, oldest first; none where there is no such directory. */
    static List<SegmentFile> list(Path log) throws IOException {
        List<SegmentFile> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(log))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    segments.add(new SegmentFile(file, first(name)));
                }
            }
        } catch (NoSuchFileException e) {
            return segments;
        }
        segments.sort(Comparator.comparing(SegmentFile::name));
        return segments;
    }

    /** What a name says; of a number that no sequence reaches the largest there is. */
    private static long first(String name) {
        BigInteger digits = new BigInteger(name.substring(0, name.length() - SUFFIX.length()));
        return digits.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** How long segments are together. */
    static long bytes(List<SegmentFile> segments) throws IOException {
        long bytes = 0;
        for (SegmentFile each : segments) {
            bytes += Files.size(each.path());
        }
        return bytes;
    }

    /**
     * The segments of a log for a reader, who changes nothing.
     *
     * @throws AuditUnavailableException if one is open to others
     */
    static List<SegmentFile> ownedIn(Path log) throws IOException {
        LogOwner owner = LogOwner.of(log);
        owner.requireDirectory(directory(log));
        List<SegmentFile> segments = list(log);
        for (SegmentFile segment : segments) {
            owner.requireFile(segment.path());
        }
        return segments;
    }
}
