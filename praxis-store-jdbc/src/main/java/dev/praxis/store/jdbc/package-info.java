/**
 * The part of a SQL backend that does not depend on the database. A backend brings a {@link
 * dev.praxis.store.jdbc.Dialect}, a {@link dev.praxis.store.jdbc.Transactor} and its {@link
 * dev.praxis.store.jdbc.Migration}s; {@link dev.praxis.store.jdbc.JdbcStore} is the same store on all of them.
 *
 * <h2>The tables</h2>
 *
 * <p>What is said is in one table, {@code entry}, only ever inserted into. A row is an assertion or a retirement:
 *
 * <table>
 * <caption>Columns of {@code entry}</caption>
 * <tr><td>{@code seq}</td><td>place among all changes; primary key; allocated as maximum + 1 under the write lock</td></tr>
 * <tr><td>{@code id}</td><td>id of the fact; null for a retirement</td></tr>
 * <tr><td>{@code kind}</td><td>{@code assertion} or {@code retirement}</td></tr>
 * <tr><td>{@code key_type}</td><td>{@code fact} or {@code edge}: what the key is of</td></tr>
 * <tr><td>{@code subject, predicate, object}</td><td>the key, compared by UTF-8 bytes: of a fact, subject, predicate and
 *     fact type; of an edge, subject, relation and target</td></tr>
 * <tr><td>{@code ordinal}</td><td>1, 2, 3 … over all entries of the key</td></tr>
 * <tr><td>{@code revision}</td><td>1, 2, 3 … over the assertions of the key; a retirement has the one that it ends</td></tr>
 * <tr><td>{@code value}</td><td>canonical JSON; null for a retirement</td></tr>
 * <tr><td>{@code valid_from}</td><td>microseconds since 1970; of a retirement, its {@code invalidAt}</td></tr>
 * <tr><td>{@code actor, reason}</td><td>who and why</td></tr>
 * <tr><td>{@code content_hash}</td><td>hexadecimal SHA-256 of what was said</td></tr>
 * <tr><td>{@code recorded_at}</td><td>microseconds since 1970; never less than that of the entry before</td></tr>
 * <tr><td>{@code request_key, request_place}</td><td>the idempotency key of the batch and the place in it; null for a batch
 *     without one</td></tr>
 * </table>
 *
 * <p>Two more tables, only ever inserted into as well, are for {@link dev.praxis.store.jdbc.JdbcVectorStore}: {@code
 * vector_space} with {@code name} and {@code dimensions}, and {@code embedding} with {@code space}, {@code seq} of the assertion
 * and {@code components}, in the form of the backend.
 *
 * <p>A backend may add columns that the database derives from these.
 *
 * <p>Nothing says "active" or "superseded": the active fact of a key is its last entry if that is an assertion, and the
 * end of an assertion is the entry with the next ordinal. What is derived cannot contradict what was written.
 */
@NullMarked
package dev.praxis.store.jdbc;

import org.jspecify.annotations.NullMarked;
