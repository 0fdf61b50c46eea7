/** The praxis command; the only module that sees implementations. */
module dev.praxis.cli {
    requires static org.jspecify;
    requires dev.praxis.actuation.talos;
    requires dev.praxis.api;
    requires dev.praxis.audit;
    requires dev.praxis.execution;
    requires dev.praxis.redaction;
    requires dev.praxis.sandbox;
    requires dev.praxis.signing;
    requires dev.praxis.store.postgres;
    requires dev.praxis.store.sqlite;
    requires dev.praxis.timestamp;
    requires info.picocli;

    uses dev.praxis.api.action.ActuatorProvider;
    uses dev.praxis.api.audit.AuditSinkProvider;
    uses dev.praxis.api.redaction.RedactionRules;
    uses dev.praxis.api.store.StoreProvider;

    // picocli sets annotated fields.
    opens dev.praxis.cli to
            info.picocli;
}
