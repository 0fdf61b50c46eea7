/** The tamper-evident journal of what was done. */
module dev.praxis.audit {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive dev.praxis.redaction;
    requires transitive dev.praxis.signing;
    requires transitive java.net.http;
    requires org.slf4j;

    exports dev.praxis.audit;
    exports dev.praxis.audit.sink;
    exports dev.praxis.audit.sink.local;
    exports dev.praxis.audit.sink.syslog;
    exports dev.praxis.audit.tlog;
    exports dev.praxis.audit.view;

    uses dev.praxis.api.audit.AuditSinkProvider;

    provides dev.praxis.api.audit.AuditSinkProvider with
            dev.praxis.audit.sink.local.FileSinkProvider,
            dev.praxis.audit.sink.local.Slf4jSinkProvider,
            dev.praxis.audit.sink.local.StandardErrorSinkProvider,
            dev.praxis.audit.sink.syslog.SyslogSinkProvider;
}
