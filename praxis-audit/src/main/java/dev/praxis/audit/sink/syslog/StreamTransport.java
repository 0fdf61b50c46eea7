package dev.praxis.audit.sink.syslog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Messages one after the other on a connection, each after its length and a space (octet counting, RFC 6587 section 3.4.1), with
 * TLS as in RFC 5425 where there is a factory for it. The collector does not acknowledge: what is sent when it goes away is lost,
 * so before each call it is looked at whether the collector has closed the connection.
 *
 * <p>The connection is that of a channel, so that an interrupt ends what blocks: it closes the channel, and the next call makes
 * another one.
 */
final class StreamTransport implements Transport {

    private final String host;
    private final int port;
    private final int connectMillis;
    private final @Nullable SSLSocketFactory tls;
    private volatile @Nullable SocketChannel channel;
    private volatile boolean closed;

    /** The socket of the channel, or TLS on it. Confined to the thread that sends. */
    private @Nullable Socket socket;

    StreamTransport(String host, int port, int connectMillis, @Nullable SSLSocketFactory tls) {
        this.host = host;
        this.port = port;
        this.connectMillis = connectMillis;
        this.tls = tls;
    }

    @Override
    public void open() throws IOException {
        try {
            connected();
        } catch (IOException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    @Override
    public void send(List<byte[]> messages) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            frames.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            frames.writeBytes(message);
        }
        try {
            OutputStream out = connected().getOutputStream();
            frames.writeTo(out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open != null && isGone(open)) {
            disconnect();
            open = null;
        }
        return open == null ? connect() : open;
    }

    /** Whether the collector has closed its side. What it says otherwise means nothing. */
    private boolean isGone(Socket open) {
        SocketChannel raw = channel;
        try {
            return raw == null || (tls == null ? hasEnded(raw) : hasEnded(open));
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasEnded(SocketChannel plain) throws IOException {
        ByteBuffer said = ByteBuffer.allocate(256);
        plain.configureBlocking(false);
        int read = plain.read(said);
        plain.configureBlocking(true);
        return read < 0;
    }

    /** TLS reads from its socket by itself and cannot look without waiting; this is the shortest wait that there is. */
    private static boolean hasEnded(Socket encrypted) throws IOException {
        try {
            encrypted.setSoTimeout(1);
            return encrypted.getInputStream().read(new byte[256]) < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        if (closed) {
            throw new IOException("the connection was closed");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        SocketChannel open = SocketChannel.open();
        channel = open;
        Socket plain = open.socket();
        plain.connect(address, connectMillis);
        plain.setTcpNoDelay(true);
        plain.setKeepAlive(true);
        Socket ready = tls == null ? plain : encrypted(tls, plain);
        socket = ready;
        if (closed) {
            throw new IOException("the connection was closed");
        }
        return ready;
    }

    private Socket encrypted(SSLSocketFactory factory, Socket plain) throws IOException {
        plain.setSoTimeout(connectMillis);
        SSLSocket encrypted = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private void disconnect() {
        socket = null;
        closeChannel();
    }

    /** The channel and not the TLS on it, which would wait until it has said good-bye. */
    private void closeChannel() {
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // There is nothing in it that could be lost.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        closeChannel();
    }
}
