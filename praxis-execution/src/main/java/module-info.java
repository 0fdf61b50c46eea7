/** The gate: the only path from a wish to an actuator. */
module dev.praxis.execution {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive dev.praxis.redaction;
    requires transitive dev.praxis.audit;
    requires transitive dev.praxis.signing;
    requires org.slf4j;

    exports dev.praxis.execution;
    exports dev.praxis.execution.approval;
    exports dev.praxis.execution.artifact;
    exports dev.praxis.execution.home;
    exports dev.praxis.execution.host;
    exports dev.praxis.execution.stop;
}
