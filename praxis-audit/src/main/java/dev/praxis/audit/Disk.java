package dev.praxis.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The operations of files that fail when a disk does. Tests let them fail. */
class Disk {

    /** Writes all bytes where the channel stands; at its end if it was opened for appending. */
    void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /**
     * Returns when content and length are on disk. When it fails, nobody knows what is: the system may take for clean what
     * never reached the disk, so that asking again says nothing.
     */
    void sync(FileChannel file) throws IOException {
        file.force(false);
    }

    /** Makes the names in a directory durable: a file whose name is not on disk is not there after a power loss. */
    final void syncDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            syncDirectory(directory, names);
        }
    }

    void syncDirectory(Path directory, FileChannel names) throws IOException {
        sync(names);
    }
}
