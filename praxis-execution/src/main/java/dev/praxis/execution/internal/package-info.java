/** Files that only their owner sees, written so that a power loss leaves all or nothing. */
@NullMarked
package dev.praxis.execution.internal;

import org.jspecify.annotations.NullMarked;
