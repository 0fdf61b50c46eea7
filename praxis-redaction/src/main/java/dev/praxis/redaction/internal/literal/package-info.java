/** Values that are known to be secret, found wherever they stand and in the encodings they are written in. */
@NullMarked
package dev.praxis.redaction.internal.literal;

import org.jspecify.annotations.NullMarked;
