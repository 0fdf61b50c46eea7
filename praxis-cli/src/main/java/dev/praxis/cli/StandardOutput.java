package dev.praxis.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output of the process, which notes when who read it went away ({@code praxis … | head}): that is no fault, and nothing
 * is said of it. Thread-safe.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private volatile boolean readerGone;

    /** Whether a write failed because nobody reads any more. */
    boolean isReaderGone() {
        return readerGone;
    }

    /** Whether a write failed because nobody reads any more: EPIPE has no type of its own, only the words of the system. */
    static boolean isReaderGone(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            readerGone |= isReaderGone(e);
            throw e;
        }
    }
}
