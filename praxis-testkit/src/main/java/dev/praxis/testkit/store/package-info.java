/** The store TCK: what every store must do, as tests that a backend inherits. */
@NullMarked
package dev.praxis.testkit.store;

import org.jspecify.annotations.NullMarked;
