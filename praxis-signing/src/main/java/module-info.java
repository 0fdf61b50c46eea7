/** Ed25519 keys, signed notes and detached signatures, with nothing but the JDK. */
module dev.praxis.signing {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;

    exports dev.praxis.signing;
    exports dev.praxis.signing.artifact;
    exports dev.praxis.signing.note;
    exports dev.praxis.signing.ssh;
}
