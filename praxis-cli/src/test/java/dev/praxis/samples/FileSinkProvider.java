package dev.praxis.samples;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.plugin.ApiVersion;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** Copies records to a second file. The sample of docs/guides/plugins.md. */
public final class FileSinkProvider implements AuditSinkProvider {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(Map<String, String> configuration) {
        if (!configuration.keySet().equals(Set.of("path"))) {
            throw new InvalidArgumentException("the audit sink 'file' takes the setting 'path' and no other");
        }
        try {
            return new FileSink(Files.newBufferedWriter(
                    Path.of(configuration.get("path")), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new AuditSinkException("the audit sink 'file' cannot open its file; check 'path'", e);
        }
    }

    private record FileSink(Writer out) implements AuditSink {

        @Override
        public void accept(AuditLine line) {
            try {
                out.write(line.json() + "\n");
                out.flush();
            } catch (IOException e) {
                throw new AuditSinkException("record " + line.sequence() + " was not copied; see to the disk", e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new AuditSinkException("the copy of the audit log was not closed; see to the disk", e);
            }
        }
    }
}
