package dev.praxis.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The segment that is written to. Confined to the writer thread. */
final class Segment implements AutoCloseable {

    private final SegmentFile file;
    private final FileChannel channel;
    private final Disk disk;
    private final Object key;
    private long length;

    private Segment(SegmentFile file, FileChannel channel, Disk disk, Object key, long length) {
        this.file = file;
        this.channel = channel;
        this.disk = disk;
        this.key = key;
        this.length = length;
    }

    /** A segment whose channel appends; it owns the channel. */
    static Segment of(SegmentFile file, FileChannel channel, Disk disk) throws IOException {
        return new Segment(file, channel, disk, attributes(file).fileKey(), channel.size());
    }

    SegmentFile file() {
        return file;
    }

    /** How many bytes of whole records it has. */
    long length() {
        return length;
    }

    /** Puts bytes behind the others, and gives no thought to whether they reach the disk. */
    void write(byte[] bytes) throws IOException {
        disk.write(channel, bytes);
    }

    /** Returns when all that was written is on disk; from then on it counts. */
    void sync(long written) throws IOException {
        disk.sync(channel);
        length += written;
    }

    /** Takes away what was written and does not count. */
    void cutBack() throws IOException {
        channel.truncate(length);
    }

    /** What is wrong with the file at the path, with so many bytes that do not count yet; null when it is this one. */
    @Nullable
    String misplaced(long more) throws IOException {
        BasicFileAttributes now;
        try {
            now = attributes(file);
        } catch (NoSuchFileException e) {
            return file.name() + " was removed while it was written to";
        }
        if (!key.equals(now.fileKey())) {
            return file.name() + " was replaced while it was written to";
        }
        if (now.size() != length + more) {
            return file.name() + " has " + now.size() + " bytes, and not the " + (length + more) + " that were written";
        }
        return null;
    }

    private static BasicFileAttributes attributes(SegmentFile file) throws IOException {
        return Files.readAttributes(file.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
