/** Running a child process. The only module of praxis that starts one. */
module dev.praxis.sandbox {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive dev.praxis.redaction;
    requires org.slf4j;

    exports dev.praxis.sandbox;
}
