package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The sink named {@code file}: copies each record as a line to a second file, on another disk for example. The file is for its
 * owner alone, and every call ends with a synchronisation. Setting: {@code path}, which is absolute and whose directory is there.
 * One process has the file open at a time. It may be moved away while it is open; then a new one is made at the path.
 * Thread-safe.
 */
public final class FileSinkProvider implements AuditSinkProvider {

    private final FileSink.Opening opening;

    /** For {@link java.util.ServiceLoader}. */
    public FileSinkProvider() {
        this(CopyFile::new);
    }

    FileSinkProvider(FileSink.Opening opening) {
        this.opening = opening;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly("path");
        Path path = path(configuration);
        try {
            return new FileSink(path, opening);
        } catch (IOException | UnsupportedOperationException e) {
            throw new AuditSinkException(
                    "the audit sink '" + configuration.sink() + "' cannot open " + path + " (" + e.getMessage()
                            + "); see to the file and its directory",
                    e);
        }
    }

    private static Path path(SinkConfiguration configuration) {
        try {
            Path path = Path.of(configuration.required("path"));
            if (path.isAbsolute() && path.getFileName() != null) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw configuration.refused("wants an absolute path as its setting path: " + e.getReason());
        }
        throw configuration.refused("wants an absolute path as its setting path");
    }
}
