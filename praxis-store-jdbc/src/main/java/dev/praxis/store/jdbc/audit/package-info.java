/** Audit records in a table: what the sinks of both backends share. */
@NullMarked
package dev.praxis.store.jdbc.audit;

import org.jspecify.annotations.NullMarked;
