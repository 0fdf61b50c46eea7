package dev.praxis.samples;

import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.api.plugin.ApiVersion;
import java.net.URI;

/** Posts records to a web server. The sample of docs/guides/plugins.md. */
public final class WebSinkProvider implements AuditSinkProvider {

    @Override
    public String name() {
        return "web";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public AuditSink open(SinkConfiguration configuration) {
        configuration.allowOnly("url");
        WebSink sink = new WebSink(url(configuration));
        try {
            sink.probe();
            return sink;
        } catch (AuditSinkException e) {
            sink.close();
            throw e;
        }
    }

    private static URI url(SinkConfiguration configuration) {
        try {
            return URI.create(configuration.required("url"));
        } catch (IllegalArgumentException e) {
            throw configuration.refused("wants an address such as https://siem.example.org/praxis as its setting url");
        }
    }
}
