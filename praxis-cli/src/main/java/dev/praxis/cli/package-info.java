/** The praxis command. */
@NullMarked
package dev.praxis.cli;

import org.jspecify.annotations.NullMarked;
