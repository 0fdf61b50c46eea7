package dev.praxis.sandbox;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.OutputDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a child's output to its end: digests all of it, keeps the end of it. Runs on a thread of its own and is asked
 * from another; once {@linkplain #seal sealed} it takes nothing more, so that what was reported stays true.
 */
final class OutputCollector implements Runnable {

    private final InputStream in;
    private final ReentrantLock lock = new ReentrantLock();
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] ring;
    private final CountDownLatch ended = new CountDownLatch(1);
    private long length;
    private boolean sealed;

    OutputCollector(InputStream in, int keepBytes) {
        this.in = in;
        this.ring = new byte[keepBytes];
    }

    @Override
    public void run() {
        byte[] buffer = new byte[16 << 10];
        try (in) {
            int count = in.read(buffer);
            while (count >= 0 && take(buffer, count)) {
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // The JDK closes the pipe under a reader when the process ends: the end of the output, told another way.
        } finally {
            ended.countDown();
        }
    }

    /** Whether the end of the output was reached within the time. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Ends the collection: what comes later is not part of the result. */
    Captured seal() {
        lock.lock();
        try {
            sealed = true;
            MessageDigest all = (MessageDigest) digest.clone();
            return new Captured(new OutputDigest(Sha256.finish(all), length), tail(), length > ring.length);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        } finally {
            lock.unlock();
        }
    }

    private boolean take(byte[] buffer, int count) {
        lock.lock();
        try {
            if (sealed) {
                return false;
            }
            digest.update(buffer, 0, count);
            int kept = Math.min(count, ring.length);
            for (int i = count - kept; i < count; i++) {
                ring[(int) ((length + i) % ring.length)] = buffer[i];
            }
            length += count;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private String tail() {
        int size = (int) Math.min(length, ring.length);
        byte[] tail = new byte[size];
        for (int i = 0; i < size; i++) {
            tail[i] = ring[(int) ((length - size + i) % ring.length)];
        }
        return new String(tail, StandardCharsets.UTF_8);
    }

    /**
     * What was collected.
     *
     * @param digest of all bytes
     * @param tail the last bytes, decoded with replacement
     * @param cut whether there were bytes before the tail
     */
    record Captured(OutputDigest digest, String tail, boolean cut) {}
}
