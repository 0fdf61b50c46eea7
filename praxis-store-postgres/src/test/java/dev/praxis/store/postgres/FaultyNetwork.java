package dev.praxis.store.postgres;

import dev.praxis.testkit.sink.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A network between a sink and its server that does what the test wants. */
final class FaultyNetwork implements AutoCloseable {

    private final PostgresLocation.Server server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Socket> open = new ArrayList<>();
    private final int port;
    private ServerSocket listener;
    private Thread accepting;
    private @Nullable Fault fault;

    FaultyNetwork(PostgresLocation.Server server) {
        this.server = server;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    private ServerSocket listen(int on) {
        try {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
            accepting = start(() -> accept(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "faulty-network");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                Socket there = new Socket(server.host(), server.port());
                client.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                lock.lock();
                try {
                    open.add(client);
                    open.add(there);
                } finally {
                    lock.unlock();
                }
                start(() -> forward(client, there, true));
                start(() -> forward(there, client, false));
            }
        } catch (IOException closed) {
            // It is down, or over.
        }
    }

    private void forward(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                awaitAnswer();
                if (isDown()) {
                    return; // a socket that is closed while it is read from may give what came before
                }
                if (request && takeShort()) {
                    to.getOutputStream().write(buffer, 0, read / 2);
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // One side is gone, so is the other.
        }
    }

    private void awaitAnswer() {
        lock.lock();
        try {
            while (fault == Fault.HANGING) {
                changed.awaitUninterruptibly();
            }
            if (fault != Fault.SLOW) {
                return;
            }
        } finally {
            lock.unlock();
        }
        LockSupport.parkNanos(2_000_000);
    }

    private boolean isDown() {
        lock.lock();
        try {
            return fault == Fault.DOWN;
        } finally {
            lock.unlock();
        }
    }

    private boolean takeShort() {
        lock.lock();
        try {
            boolean now = fault == Fault.SHORT;
            fault = now ? null : fault;
            return now;
        } finally {
            lock.unlock();
        }
    }

    void cause(Fault which) {
        lock.lock();
        try {
            fault = which;
        } finally {
            lock.unlock();
        }
        if (which == Fault.DOWN) {
            cut();
        }
    }

    void mend() {
        lock.lock();
        try {
            fault = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (listener.isClosed()) {
            listener = listen(port);
        }
    }

    private void cut() {
        lock.lock();
        try {
            listener.close();
            for (Socket each : open) {
                each.close();
            }
            open.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
        try {
            accepting.join(); // the port is free when nobody listens on it any more
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        mend();
        cut();
    }
}
