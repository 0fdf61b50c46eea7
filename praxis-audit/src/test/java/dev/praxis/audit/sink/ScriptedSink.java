package dev.praxis.audit.sink;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A sink that does what the test says, and the provider that opens it. Remembers what it took. */
final class ScriptedSink implements AuditSink, AuditSinkProvider {

    /** What a call does. */
    enum Deed {
        TAKE,
        FAIL,
        /** Takes the first half of the lines and fails. */
        TAKE_HALF,
        BREAK,
        /** Waits until the test lets it go, whoever interrupts it, and takes the lines then. */
        HANG
    }

    static final class Broken extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Long> taken = new ArrayList<>();
    private final List<AuditGap> gaps = new ArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private Deed deed = Deed.TAKE;
    private boolean opens = true;

    ScriptedSink doing(Deed now) {
        lock.lock();
        try {
            deed = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return this;
    }

    ScriptedSink opening(boolean can) {
        lock.lock();
        try {
            opens = can;
        } finally {
            lock.unlock();
        }
        return this;
    }

    PlannedSink as(String name, SinkMode mode) {
        return PlannedSink.of(name, mode, this, Map.of());
    }

    @Override
    public void accept(List<AuditLine> lines) {
        lock.lock();
        try {
            switch (deed) {
                case FAIL -> throw new AuditSinkException("no", null);
                case TAKE_HALF -> {
                    take(lines.subList(0, lines.size() / 2));
                    throw new AuditSinkException("half", null);
                }
                case BREAK -> throw new Broken();
                case HANG -> {
                    hanging.countDown();
                    while (deed == Deed.HANG) {
                        changed.awaitUninterruptibly();
                    }
                }
                case TAKE -> {
                    // below
                }
            }
            take(lines);
        } finally {
            lock.unlock();
        }
    }

    private void take(List<AuditLine> lines) {
        lines.forEach(line -> taken.add(line.sequence()));
        changed.signalAll();
    }

    @Override
    public void gap(AuditGap gap) {
        lock.lock();
        try {
            if (deed == Deed.FAIL || deed == Deed.TAKE_HALF) {
                throw new AuditSinkException("no gap", null);
            }
            gaps.add(gap);
        } finally {
            lock.unlock();
        }
    }

    void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    /** What it took, when that is so many. */
    List<Long> taken(int count) {
        lock.lock();
        try {
            while (taken.size() < count) {
                changed.awaitUninterruptibly();
            }
            return List.copyOf(taken);
        } finally {
            lock.unlock();
        }
    }

    List<AuditGap> gaps() {
        lock.lock();
        try {
            return List.copyOf(gaps);
        } finally {
            lock.unlock();
        }
    }

    int closings() {
        return closings.get();
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(@Nullable SinkConfiguration configuration) {
        if (configuration != null) {
            configuration.allowOnly("known");
        }
        lock.lock();
        try {
            if (!opens) {
                throw new AuditSinkException("not there", null);
            }
            return this;
        } finally {
            lock.unlock();
        }
    }
}
