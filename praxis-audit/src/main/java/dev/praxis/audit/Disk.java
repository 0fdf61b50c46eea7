package dev.praxis.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The operations of files that fail when a disk does. Tests let them fail. One for each journal; confined to one thread at
 * a time.
 */
class Disk {

    private @Nullable IOException failedSync;

    /** Writes all bytes at a position. */
    void write(FileChannel file, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer, position + buffer.position());
        }
    }

    /** Returns when content and length are on disk. */
    final void sync(FileChannel file) throws IOException {
        try {
            force(file);
        } catch (IOException e) {
            failedSync = e;
            throw e;
        }
    }

    /** Makes the names in a directory durable: a file whose name is not on disk is not there after a power loss. */
    void syncDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            sync(names);
        }
    }

    /** What {@link #sync} asks of the system. */
    void force(FileChannel file) throws IOException {
        file.force(true);
    }

    /**
     * Why a {@link #sync} failed, or null when none ever did. After one that failed the kernel may take for clean what
     * never reached the disk, so that the next one says nothing.
     */
    @Nullable
    IOException failedSync() {
        return failedSync;
    }
}
