/** The praxis test kit: TCKs, reference models and generators that prove a plugin. */
module dev.praxis.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;

    exports dev.praxis.testkit.store;
}
