/**
 * Where finished records go beside the log: to several sinks at once, each with a mode and a deadline, so that one that throws,
 * hangs or is slow disturbs neither the log nor the others.
 */
@NullMarked
package dev.praxis.audit.sink;

import org.jspecify.annotations.NullMarked;
