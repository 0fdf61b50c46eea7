/** Rules that say what a secret looks like. */
@NullMarked
package dev.praxis.api.redaction;

import org.jspecify.annotations.NullMarked;
