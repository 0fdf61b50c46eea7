package dev.praxis.audit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Lines over a socket, each side waiting for the other only so long. Confined to one thread, but for closing. */
final class SocketLines implements AutoCloseable {

    private static final int BLOCK = 8192;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Duration patience;

    /** Takes over a channel that is connected. */
    SocketLines(SocketChannel channel, Duration patience) throws IOException {
        this.channel = channel;
        this.patience = patience;
        this.selector = Selector.open();
        try {
            channel.configureBlocking(false);
            this.key = channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /**
     * The next line, without its line feed.
     *
     * @throws EOFException if the other side is gone and said nothing
     * @throws IOException if it is longer than allowed, does not come in time, or the other side is gone within it
     */
    byte[] read(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long start = System.nanoTime();
        while (true) {
            await(SelectionKey.OP_READ, start);
            int count = channel.read(block.clear());
            if (count < 0) {
                throw line.size() == 0
                        ? new EOFException("the other side said nothing")
                        : new IOException("the other side ended the conversation within a line");
            }
            byte[] bytes = block.array();
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    return line.toByteArray(); // one line is asked, one is answered: nothing is behind it
                }
                line.write(bytes[i]);
            }
            if (line.size() > longest) {
                throw new IOException("a line is longer than " + longest + " bytes");
            }
        }
    }

    /** Sends a line; a line feed is added. */
    void write(byte[] line) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        long start = System.nanoTime();
        while (bytes.hasRemaining()) {
            await(SelectionKey.OP_WRITE, start);
            channel.write(bytes);
        }
    }

    private void await(int operation, long start) throws IOException {
        long left = patience.toNanos() - (System.nanoTime() - start);
        key.interestOps(operation);
        selector.selectedKeys().clear();
        if (left <= 0 || selector.select(Math.max(1, left / 1_000_000)) == 0) {
            throw new SocketTimeoutException("the other side was silent for " + patience.toMillis() + " ms");
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
