/** The embedded fact store, in a SQLite file. */
module dev.praxis.store.sqlite {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires dev.praxis.store.jdbc;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports dev.praxis.store.sqlite;

    provides dev.praxis.api.audit.AuditSinkProvider with
            dev.praxis.store.sqlite.SqliteSinkProvider;
    provides dev.praxis.api.store.StoreProvider with
            dev.praxis.store.sqlite.SqliteStoreProvider;
}
