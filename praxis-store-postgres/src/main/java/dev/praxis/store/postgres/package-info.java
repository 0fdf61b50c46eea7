/**
 * The production fact store, in a PostgreSQL database (14 to 18) that any number of processes on any number of machines
 * share.
 *
 * <h2>Opening</h2>
 *
 * <p>By URI through {@link dev.praxis.store.postgres.PostgresStoreProvider}, with a connection pool of its own, or over the
 * host's {@link javax.sql.DataSource} through {@link dev.praxis.store.postgres.PostgresStores}. The store is what is in the
 * first schema of the search path ({@code current_schema()}); a database can hold several stores in several schemas. The
 * database must have the encoding UTF8. Where order matters columns have the collation C, so the collation of the database
 * does not matter.
 *
 * <h2>How writers meet</h2>
 *
 * <p>Every write takes one advisory lock before it reads, so the writers of all machines stand in one line, in the order of
 * arrival; sequences have no gaps, and commits happen in the order of sequences. The cost is that a store commits one
 * transaction after another: as many a second as the server makes durable one by one. A put, which is most of what is written,
 * is one round trip, and the callers of a process who wait share it with its commit, up to 64 of them; retirements and batches
 * are transactions of their own with several round trips. A fleet that writes more is partitioned by subject over several
 * stores. Readers never wait for writers.
 *
 * <p>A writer waits for its turn no longer than the busy wait of the options. One that froze or was cut off in the middle is
 * ended by the server after 30 seconds, and the next gets its turn.
 *
 * <h2>Connections</h2>
 *
 * <p>A store uses two connections at the most to write, whatever the number of callers: one for the puts, which share it, and
 * one more for what is not a put. The rest of the pool reads. Callers beyond that wait in the process, in the order in which they came. The pool of
 * a URI has {@value dev.praxis.store.postgres.PostgresStores#DEFAULT_POOL_SIZE} connections at the most and keeps one when
 * idle; {@code ?poolSize=} changes that. The sum over all processes must stay below the server's {@code max_connections}.
 *
 * <h2>Failures</h2>
 *
 * <p>A connection that fails before the commit was asked for leaves nothing behind ({@link
 * dev.praxis.api.store.StoreUnavailableException}). One that fails during the commit, as in a fail-over, leaves open whether
 * it happened ({@link dev.praxis.api.store.UnknownOutcomeException}). What the server rolled back for the sake of another
 * transaction is tried again a few times; nothing else is. On a virtual thread an interrupt closes the socket, which counts
 * as a connection that failed; on a platform thread it does nothing until the call returns.
 *
 * <p>With asynchronous replication, or {@code synchronous_commit=off}, a fail-over or a crash of the server may lose what was
 * acknowledged; that is the server's promise to make. A replica that can be read serves reads; writes fail there.
 *
 * <h2>Vectors</h2>
 *
 * <p>Where the extension pgvector ({@code vector}) is installed in the database, and the role may use its schema, the store is a
 * {@link dev.praxis.api.store.VectorStore}; otherwise it is none. That is found out when the store is opened. Only a superuser
 * can install pgvector, so praxis never tries: {@code CREATE EXTENSION vector} in the database, in any schema, then open the
 * store again. The tables for vectors are there either way and do not depend on the extension. A search compares with every vector
 * of an active fact; there is no approximate index.
 *
 * <h2>Roles</h2>
 *
 * <p>The database refuses to change or remove an entry by triggers. Who owns a table can drop its triggers, so the application
 * should not own it: {@link dev.praxis.store.postgres.PostgresStores#roleScript()} makes a role that owns the schema and
 * brings it forward, and one for the application, which can read and append and nothing else. Open the store once as the
 * owner with each new release, then as the application.
 */
@NullMarked
package dev.praxis.store.postgres;

import org.jspecify.annotations.NullMarked;
