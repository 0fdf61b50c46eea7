/** What the SQL backends share: schema migration, transactions and the fact store over a dialect. */
module dev.praxis.store.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive java.sql;

    exports dev.praxis.store.jdbc;
    exports dev.praxis.store.jdbc.audit;
}
