/** Time stamps of an authority outside (RFC 3161). */
@NullMarked
package dev.praxis.timestamp;

import org.jspecify.annotations.NullMarked;
