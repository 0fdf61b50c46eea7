/** The praxis test kit: TCKs, reference models and generators that prove a plugin. */
module dev.praxis.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;

    exports dev.praxis.testkit;
    exports dev.praxis.testkit.crash;
    exports dev.praxis.testkit.history;
    exports dev.praxis.testkit.history.register;
    exports dev.praxis.testkit.process;
    exports dev.praxis.testkit.sink;
    exports dev.praxis.testkit.store;

    // JUnit makes the groups of a TCK and the extensions on them.
    opens dev.praxis.testkit to
            org.junit.platform.commons;
    opens dev.praxis.testkit.sink to
            org.junit.platform.commons;
    opens dev.praxis.testkit.store to
            org.junit.platform.commons;
}
