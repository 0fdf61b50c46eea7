/** Sinks on this machine: a second file, standard error, a logger of the host. */
@NullMarked
package dev.praxis.audit.sink.local;

import org.jspecify.annotations.NullMarked;
