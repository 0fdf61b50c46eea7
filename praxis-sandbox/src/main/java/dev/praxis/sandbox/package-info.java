/** Running a child process: finding it, its environment, its output, its end. */
@NullMarked
package dev.praxis.sandbox;

import org.jspecify.annotations.NullMarked;
