/** Signed files as a host loads them: what is not as it was signed stops everything. */
@NullMarked
package dev.praxis.execution.artifact;

import org.jspecify.annotations.NullMarked;
