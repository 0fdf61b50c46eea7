/** Detectors that know a secret by what stands around it: a key, a flag, a header, a URL, a tool, the frame of a block. */
@NullMarked
package dev.praxis.redaction.internal.context;

import org.jspecify.annotations.NullMarked;
