/** Files as all of this module reads and writes them. */
@NullMarked
package dev.praxis.signing.internal;

import org.jspecify.annotations.NullMarked;
