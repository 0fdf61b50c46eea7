/** Value types and SPIs of praxis. Nothing in this module opens a file, a socket, a process or a connection. */
module dev.praxis.api {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.praxis.api;
    exports dev.praxis.api.action;
    exports dev.praxis.api.audit;
    exports dev.praxis.api.fact;
    exports dev.praxis.api.home;
    exports dev.praxis.api.json;
    exports dev.praxis.api.plugin;
    exports dev.praxis.api.redaction;
    exports dev.praxis.api.store;
    exports dev.praxis.api.store.archive;
}
