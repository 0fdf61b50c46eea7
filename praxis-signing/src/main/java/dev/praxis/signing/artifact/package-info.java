/** Files that are signed, each with its signature beside it in a file of its own. */
@NullMarked
package dev.praxis.signing.artifact;

import org.jspecify.annotations.NullMarked;
