package dev.praxis.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The two operations of a file that fail when a disk does. Tests let them fail. */
class Disk {

    /** Writes all bytes at a position. */
    void write(FileChannel file, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer, position + buffer.position());
        }
    }

    /** Returns when content and length are on disk. */
    void sync(FileChannel file) throws IOException {
        file.force(true);
    }
}
