package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notes of missed records beside a log. Nobody signed them, and none of them keeps a log from taking records. Immutable.
 *
 * @param missed what those say that praxis may have written
 * @param files where those are
 * @param refused where the others are
 */
record MissedNotes(List<Missed> missed, List<Path> files, List<Path> refused) {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final int LONGEST = 1 << 16;
    private static final int MOST_NAMES = 10;

    /** Looks at what is beside a log. */
    static MissedNotes beside(Path log) {
        MissedNotes notes = new MissedNotes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Path directory = log.resolve(Missed.DIRECTORY);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                LOG.warn("{} is no directory, so no note of missed records is looked for in it", directory);
            }
            return notes;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            files.forEach(notes::read);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("the notes of missed records in {} cannot be listed: {}", directory, e.toString());
        }
        return notes;
    }

    private void read(Path file) {
        try {
            byte @Nullable [] bytes = WholeFiles.read(file, LONGEST);
            if (bytes != null) {
                missed.add(Missed.parse(bytes));
                files.add(file);
            }
        } catch (IOException | InvalidArgumentException e) {
            LOG.warn("a note of missed records, {}, cannot be read: {}", file, e.getMessage());
            refused.add(file);
        }
    }

    /** What they say in one, so that many of them take no more room in the log than one: when it began, and why it did. At least one is. */
    Missed together() {
        Missed first = missed.get(0);
        long records = 0;
        for (Missed each : missed) {
            records = Math.min(Missed.MOST, records + each.records());
            first = each.since().isBefore(first.since()) ? each : first;
        }
        return new Missed(records, first.since(), first.why(), first.answer());
    }

    /** The names of those that are refused; of many the first. */
    List<String> refusedNames() {
        return refused.stream()
                .limit(MOST_NAMES)
                .map(each -> Missed.DIRECTORY + "/" + each.getFileName())
                .toList();
    }

    /** The log says what they say. */
    void remove() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("the note {} is on record and cannot be removed: {}", file, e.toString());
            }
        }
    }

    /** The log says that they are there: they get a name under which nobody looks for a note. */
    void setAside() {
        for (Path file : refused) {
            try {
                Files.move(file, file.resolveSibling(file.getFileName() + ".refused"), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                LOG.debug("the note {} is gone", file);
            } catch (IOException e) {
                LOG.warn("the note {} cannot be moved aside: {}", file, e.toString());
            }
        }
    }
}
