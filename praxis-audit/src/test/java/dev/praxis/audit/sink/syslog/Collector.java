package dev.praxis.audit.sink.syslog;

import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A collector on the loopback interface that reads octet-counted messages from connections, as RFC 6587 has them. */
final class Collector implements SinkFixture {

    /** RFC 5424 section 6, as far as a collector needs it. */
    private static final Pattern MESSAGE = Pattern.compile(
            "<(\\d{1,3})>1 (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\[(?:[^\\]\\\\]|\\\\.)*\\]) \uFEFF?(.*)",
            Pattern.DOTALL);

    /** Makes a server socket on a port, 0 for any. */
    @FunctionalInterface
    interface Listening {

        /**
         * Makes it.
         *
         * @param port the port
         * @return the server socket
         * @throws IOException if that is not possible
         */
        ServerSocket on(int port) throws IOException;
    }

    private final Listening listening;
    private final Map<String, String> settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> messages = new ArrayList<>();
    private final List<Socket> connections = new ArrayList<>();
    private final int port;
    private ServerSocket server;
    private Thread accepting;
    private @Nullable Fault fault;

    Collector(Listening listening, Map<String, String> more) {
        this.listening = listening;
        try {
            server = listening.on(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getLocalPort();
        settings = new HashMap<>(more);
        settings.put("host", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        accepting = start(() -> acceptOn(server));
    }

    static ServerSocket plain(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    /** The text of a message, when it is one of RFC 5424. */
    static Matcher parse(String message) {
        Matcher matcher = MESSAGE.matcher(message);
        if (!matcher.matches()) {
            throw new AssertionError("this is no message of RFC 5424: " + message);
        }
        return matcher;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "collector");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** One connection after the other, so that messages keep their order over a reconnection. */
    private void acceptOn(ServerSocket open) {
        try {
            while (true) {
                Socket connection = open.accept();
                lock.lock();
                try {
                    connections.add(connection);
                    if (open.isClosed()) {
                        reset(connection); // it came while the collector went
                    }
                } finally {
                    lock.unlock();
                }
                read(connection);
            }
        } catch (IOException closed) {
            // The collector is down, or over.
        }
    }

    private void read(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                awaitReading();
                byte[] message = in.readNBytes(length(in));
                if (resetIfShort(connection)) {
                    return;
                }
                arrive(new String(message, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // What was not read as a whole is no message.
        }
    }

    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int b = in.read(); b != ' '; b = in.read()) {
            if (b < '0' || b > '9') {
                throw new EOFException("no length");
            }
            length = 10 * length + b - '0';
        }
        return length;
    }

    private void awaitReading() {
        lock.lock();
        try {
            while (fault == Fault.HANGING) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (is(Fault.SLOW)) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private void arrive(String message) {
        lock.lock();
        try {
            messages.add(message);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean is(Fault which) {
        lock.lock();
        try {
            return fault == which;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock, so that who {@linkplain #mend mends} afterwards finds the connection gone, and not one that swallows more. */
    private boolean resetIfShort(Socket connection) throws IOException {
        lock.lock();
        try {
            if (fault != Fault.SHORT) {
                return false;
            }
            fault = null;
            reset(connection);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All messages as they came, when there are so many. */
    List<String> messages(int count) {
        long left = TimeUnit.SECONDS.toNanos(10);
        lock.lock();
        try {
            while (messages.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return List.copyOf(messages);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SyslogSinkProvider provider() {
        return new SyslogSinkProvider();
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public List<String> arrived(int count) {
        return messages(count).stream().map(message -> parse(message).group(8)).toList();
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.values());
    }

    @Override
    public void cause(Fault which) {
        lock.lock();
        try {
            fault = which;
        } finally {
            lock.unlock();
        }
        if (which == Fault.DOWN) {
            shut();
        }
    }

    @Override
    public void mend() {
        boolean down;
        lock.lock();
        try {
            down = server.isClosed();
            fault = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (down) {
            try {
                ServerSocket again = listening.on(port);
                server = again;
                accepting = start(() -> acceptOn(again));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void shut() {
        List<Socket> open;
        lock.lock();
        try {
            server.close();
            open = List.copyOf(connections);
            connections.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
        try {
            for (Socket each : open) {
                reset(each);
            }
            // A socket that is closed while it is read from is closed when its reader is gone.
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a collector that was killed: without a good-bye. */
    private static void reset(Socket connection) throws IOException {
        try {
            connection.setSoLinger(true, 0);
            // TLS reads what is there before it closes, and would wait for ever for what the reader has taken
            // meanwhile.
            connection.setSoTimeout(1);
        } catch (SocketException closedAlready) {
            return;
        }
        connection.close();
    }

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
        mend();
        shut();
    }
}
