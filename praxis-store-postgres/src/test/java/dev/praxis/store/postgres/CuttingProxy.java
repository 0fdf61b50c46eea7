package dev.praxis.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A network between a store and its server that fails when it is told to: it forwards until it sees the bytes that it waits
 * for, keeps those to itself, and cuts the connection.
 */
final class CuttingProxy implements AutoCloseable {

    /** Where the network fails. */
    enum Cut {
        /** What the client asks for does not reach the server. */
        REQUEST,
        /** What the server did, the client does not hear of. */
        REPLY
    }

    private record Trigger(Cut cut, String bytes) {}

    private final String host;
    private final int port;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "cutting proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<Trigger> armed = new AtomicReference<>();

    CuttingProxy(PostgresLocation.Server server) throws IOException {
        this.host = server.host();
        this.port = server.port();
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection on which the bytes come by, once. */
    void cutAt(Cut cut, String bytes) {
        armed.set(new Trigger(cut, bytes));
    }

    /** Whether the cut is still to come. */
    boolean isArmed() {
        return armed.get() != null;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                threads.execute(() -> forward(Cut.REQUEST, client, server));
                threads.execute(() -> forward(Cut.REPLY, server, client));
            } catch (IOException e) {
                // Closed, or a client that is gone already.
            }
        }
    }

    private void forward(Cut direction, Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Trigger trigger = armed.get();
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (trigger != null && trigger.cut() == direction && text.contains(trigger.bytes())) {
                    armed.compareAndSet(trigger, null);
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // The other direction was cut.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
