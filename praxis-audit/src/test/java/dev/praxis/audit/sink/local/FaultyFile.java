package dev.praxis.audit.sink.local;

import dev.praxis.testkit.sink.Fault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A file on a disk that does what the test wants. */
final class FaultyFile extends CopyFile {

    private final Disk disk;

    private FaultyFile(Path path, Disk disk) throws IOException {
        super(path);
        this.disk = disk;
    }

    static FaultyFile open(Path path, Disk disk) throws IOException {
        disk.requireUp();
        return new FaultyFile(path, disk);
    }

    @Override
    void write(RandomAccessFile to, byte[] bytes) throws IOException {
        disk.awaitAnswer();
        disk.requireUp();
        if (disk.fault() == Fault.SHORT) {
            disk.set(null);
            to.write(bytes, 0, bytes.length / 2);
            throw new IOException("No space left on device");
        }
        if (disk.fault() == Fault.SLOW) {
            LockSupport.parkNanos(1_000_000);
        }
        super.write(to, bytes);
    }

    @Override
    void sync(RandomAccessFile of) throws IOException {
        disk.awaitAnswer();
        super.sync(of);
    }
}
