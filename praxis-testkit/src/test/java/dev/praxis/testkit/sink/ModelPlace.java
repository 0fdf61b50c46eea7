package dev.praxis.testkit.sink;

import dev.praxis.api.PraxisException;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.plugin.ApiVersion;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A destination in memory: a stream of text, in which whole lines of JSON are messages. Knows every fault. */
final class ModelPlace implements SinkFixture {

    static final int LONGEST = 32_768;

    private final BiFunction<ModelPlace, SinkConfiguration, AuditSink> opening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private final StringBuilder stream = new StringBuilder();
    private final Set<Fault> wrong = EnumSet.noneOf(Fault.class);

    ModelPlace(BiFunction<ModelPlace, SinkConfiguration, AuditSink> opening) {
        this.opening = opening;
    }

    /** Takes text; a sink that can be closed gives up when it is. */
    void write(String text, Predicate<ModelPlace> givesUp) throws IOException, InterruptedException {
        lock.lock();
        try {
            while (wrong.contains(Fault.HANGING)) {
                mended.await();
                if (givesUp.test(this)) {
                    throw new IOException("closed");
                }
            }
            if (wrong.contains(Fault.DOWN)) {
                throw new IOException("down");
            }
            if (wrong.remove(Fault.SHORT)) {
                stream.append(text, 0, text.length() / 2);
                throw new IOException("short");
            }
            stream.append(text);
        } finally {
            lock.unlock();
        }
        if (is(Fault.SLOW)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** As above, and deaf to interrupts. */
    void writeDeaf(String text) throws IOException {
        lock.lock();
        try {
            while (wrong.contains(Fault.HANGING)) {
                mended.awaitUninterruptibly();
            }
            stream.append(text);
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean is(Fault fault) {
        lock.lock();
        try {
            return wrong.contains(fault);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AuditSinkProvider provider() {
        return new AuditSinkProvider() {
            @Override
            public AuditSink open(SinkConfiguration configuration) {
                return opening.apply(ModelPlace.this, configuration);
            }

            @Override
            public String name() {
                return "model";
            }

            @Override
            public ApiVersion apiVersion() {
                return new ApiVersion(0, 1);
            }
        };
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public List<String> arrived(int count) {
        lock.lock();
        try {
            return stream.toString()
                    .substring(0, stream.lastIndexOf("\n") + 1)
                    .lines()
                    .filter(ModelPlace::isMessage)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isMessage(String line) {
        try {
            CanonicalJson.parseObject(line);
            return true;
        } catch (PraxisException e) {
            return false;
        }
    }

    @Override
    public Set<Fault> faults() {
        return EnumSet.allOf(Fault.class);
    }

    @Override
    public void cause(Fault fault) {
        lock.lock();
        try {
            wrong.add(fault);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void mend() {
        lock.lock();
        try {
            wrong.clear();
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int longestLine() {
        return LONGEST;
    }

    @Override
    public boolean dropsRepeats() {
        return false;
    }

    @Override
    public void close() {
        mend();
    }
}
