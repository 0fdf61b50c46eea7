/** Hosts that can be acted on, as facts. */
@NullMarked
package dev.praxis.execution.host;

import org.jspecify.annotations.NullMarked;
