/** Errors and small values that every other package uses. */
@NullMarked
package dev.praxis.api;

import org.jspecify.annotations.NullMarked;
