/** Secret rules and the redaction engine. */
module dev.praxis.redaction {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive tools.jackson.core;

    exports dev.praxis.redaction;

    uses dev.praxis.api.redaction.RedactionRules;
}
