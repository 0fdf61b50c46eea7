/** The gate: classify, approve, execute, record. Nothing else reaches an actuator. */
@NullMarked
package dev.praxis.execution;

import org.jspecify.annotations.NullMarked;
