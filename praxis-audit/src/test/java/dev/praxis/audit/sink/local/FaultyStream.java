package dev.praxis.audit.sink.local;

import dev.praxis.testkit.sink.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A stream whose reader does what the test wants. */
final class FaultyStream extends OutputStream {

    private final Disk disk;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    FaultyStream(Disk disk) {
        this.disk = disk;
    }

    String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void flush() throws IOException {
        disk.requireUp();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        disk.awaitAnswer();
        disk.requireUp();
        if (disk.fault() == Fault.SHORT) {
            disk.set(null);
            written.write(bytes, from, length / 2);
            throw new IOException("Broken pipe");
        }
        if (disk.fault() == Fault.SLOW) {
            LockSupport.parkNanos(1_000_000);
        }
        written.write(bytes, from, length);
    }
}
