/** The contract of audit sinks as tests. */
@NullMarked
package dev.praxis.testkit.sink;

import org.jspecify.annotations.NullMarked;
