/** Hard stops: while one stands, nothing acts. */
@NullMarked
package dev.praxis.execution.stop;

import org.jspecify.annotations.NullMarked;
