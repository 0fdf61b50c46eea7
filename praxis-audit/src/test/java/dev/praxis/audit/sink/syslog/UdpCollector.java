package dev.praxis.audit.sink.syslog;

import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A collector of datagrams on the loopback interface. What is wrong with it nobody who sends can see. */
final class UdpCollector implements SinkFixture {

    private final DatagramSocket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> messages = new ArrayList<>();

    UdpCollector() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setReceiveBufferSize(8 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::receive, "collector-udp");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() {
        byte[] buffer = new byte[65_536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                lock.lock();
                try {
                    messages.add(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    @Override
    public SyslogSinkProvider provider() {
        return new SyslogSinkProvider();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "transport",
                "udp",
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(socket.getLocalPort()),
                "maxBytes",
                "8192");
    }

    @Override
    public List<String> arrived(int count) {
        long left = TimeUnit.SECONDS.toNanos(10);
        lock.lock();
        try {
            while (messages.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return messages.stream()
                    .map(message -> Collector.parse(message).group(8))
                    .toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<Fault> faults() {
        return Set.of();
    }

    @Override
    public void cause(Fault fault) {
        throw new IllegalArgumentException("nobody would see " + fault);
    }

    @Override
    public void mend() {}

    @Override
    public int longestLine() {
        return 7_000;
    }

    @Override
    public boolean dropsRepeats() {
        return false;
    }

    @Override
    public void close() {
        socket.close();
    }
}
