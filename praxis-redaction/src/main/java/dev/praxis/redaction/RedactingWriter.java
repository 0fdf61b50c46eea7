package dev.praxis.redaction;

import dev.praxis.redaction.internal.engine.Passes;
import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.function.Consumer;

/** Hands on what is written to it without secrets. Confined to one thread at a time. */
final class RedactingWriter extends Writer {

    private final SafeOutput safe;

    RedactingWriter(Passes passes, Writer out, Consumer<Finding> findings) {
        this.safe = new SafeOutput(
                passes,
                new SafeOutput.Target() {
                    @Override
                    public void take(StringBuilder text) throws IOException {
                        out.append(text);
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
    public void write(char[] characters, int offset, int length) throws IOException {
        safe.write(CharBuffer.wrap(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        safe.write(text.substring(offset, offset + length));
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
