package dev.praxis.audit.sink.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message in each datagram (RFC 5426). Whether it arrives nobody knows. */
final class UdpTransport implements Transport {

    private final String host;
    private final int port;
    private volatile @Nullable DatagramChannel channel;
    private volatile boolean closed;

    UdpTransport(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public void open() throws IOException {
        opened();
    }

    @Override
    public void send(List<byte[]> messages) throws IOException {
        try {
            DatagramChannel open = opened();
            for (byte[] message : messages) {
                if (open.write(ByteBuffer.wrap(message)) != message.length) {
                    throw new IOException("a datagram was not sent as a whole");
                }
            }
        } catch (IOException e) {
            closeChannel();
            throw e;
        }
    }

    private DatagramChannel opened() throws IOException {
        if (closed) {
            throw new IOException("the connection was closed");
        }
        DatagramChannel open = channel;
        if (open == null || !open.isOpen()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            open = DatagramChannel.open();
            channel = open;
            open.connect(address);
        }
        return open;
    }

    private void closeChannel() {
        DatagramChannel open = channel;
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
