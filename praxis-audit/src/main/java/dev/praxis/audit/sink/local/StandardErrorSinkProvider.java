package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The sink named {@code stderr}: writes each record as a line to standard error of the process, the descriptor itself, so that a
 * failure is seen; {@code System.err} hides it. No settings. Thread-safe.
 */
public final class StandardErrorSinkProvider implements AuditSinkProvider {

    private final OutputStream out;

    /** For {@link java.util.ServiceLoader}. */
    public StandardErrorSinkProvider() {
        this(new FileOutputStream(FileDescriptor.err));
    }

    StandardErrorSinkProvider(OutputStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "stderr";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly();
        try {
            out.flush(); // standard error cannot be tried without writing; a stream that knows that it is closed
            // says so
        } catch (IOException e) {
            throw new AuditSinkException("standard error is closed; leave it open or use another audit sink", e);
        }
        return new StandardErrorSink(out);
    }
}
