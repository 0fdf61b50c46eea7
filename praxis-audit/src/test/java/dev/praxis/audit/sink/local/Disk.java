package dev.praxis.audit.sink.local;

import dev.praxis.testkit.sink.Fault;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is wrong with a disk, or with whoever reads a stream. Deaf to interrupts, as those are. */
final class Disk {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Fault fault;

    void set(@Nullable Fault now) {
        lock.lock();
        try {
            fault = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Fault fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    void awaitAnswer() {
        lock.lock();
        try {
            while (fault == Fault.HANGING) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void requireUp() throws IOException {
        if (fault() == Fault.DOWN) {
            throw new IOException("Input/output error");
        }
    }
}
