/** The embedded fact store, in a SQLite file. See {@link dev.praxis.store.sqlite.SqliteStoreProvider}. */
@NullMarked
package dev.praxis.store.sqlite;

import org.jspecify.annotations.NullMarked;
