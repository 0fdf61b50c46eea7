package dev.praxis.samples;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Copies records to a second file. The sample of docs/guides/plugins.md. */
public final class FileSinkProvider implements AuditSinkProvider {

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly("path");
        try {
            return new FileSink(Files.newBufferedWriter(
                    Path.of(configuration.required("path")), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new AuditSinkException("the audit sink 'copy' cannot open its file; check 'path'", e);
        }
    }

    private record FileSink(Writer out) implements AuditSink {

        @Override
        public void accept(List<AuditLine> lines) {
            for (AuditLine line : lines) {
                write(line.json());
            }
        }

        @Override
        public void gap(AuditGap gap) {
            write(gap.json());
        }

        private void write(String line) {
            try {
                out.write(line + "\n");
                out.flush();
            } catch (IOException e) {
                throw new AuditSinkException("a record was not copied; see to the disk", e);
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
