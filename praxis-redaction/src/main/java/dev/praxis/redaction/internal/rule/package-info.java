/** Rules that are data: reading them, trying them on their samples, and the detectors that are made of them. */
@NullMarked
package dev.praxis.redaction.internal.rule;

import org.jspecify.annotations.NullMarked;
