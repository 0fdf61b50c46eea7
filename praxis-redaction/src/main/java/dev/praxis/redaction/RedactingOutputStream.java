package dev.praxis.redaction;

import dev.praxis.redaction.internal.engine.Passes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Hands on bytes without secrets. Each byte is read as one character (ISO 8859-1), which gives all of them back as they were;
 * what a secret is told by is in ASCII. Confined to one thread at a time.
 */
final class RedactingOutputStream extends OutputStream {

    private final SafeOutput safe;

    RedactingOutputStream(Passes passes, OutputStream out, Consumer<Finding> findings) {
        this.safe = new SafeOutput(
                passes,
                new SafeOutput.Target() {
                    @Override
                    public void take(StringBuilder text) throws IOException {
                        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                    }

                    @Override
                    public void flush() throws IOException {
                        out.flush();
                    }

                    @Override
                    public void close() throws IOException {
                        out.close();
                    }
                },
                findings);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        safe.write(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void flush() throws IOException {
        safe.flush();
    }

    @Override
    public void close() throws IOException {
        safe.close();
    }
}
