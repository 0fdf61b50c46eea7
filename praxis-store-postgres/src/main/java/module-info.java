/** The production fact store, in a PostgreSQL database. */
module dev.praxis.store.postgres {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires transitive java.sql;
    requires dev.praxis.store.jdbc;
    requires com.zaxxer.hikari;
    // The driver's data source implements one of its interfaces.
    requires java.naming;
    requires org.postgresql.jdbc;

    exports dev.praxis.store.postgres;

    provides dev.praxis.api.audit.AuditSinkProvider with
            dev.praxis.store.postgres.PostgresSinkProvider;
    provides dev.praxis.api.store.StoreProvider with
            dev.praxis.store.postgres.PostgresStoreProvider;
}
