/** A store seen as versioned registers, one for each key: what it does sequentially, and races that are recorded. */
@NullMarked
package dev.praxis.testkit.history.register;

import org.jspecify.annotations.NullMarked;
