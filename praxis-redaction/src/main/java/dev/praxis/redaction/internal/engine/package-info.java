/** The search itself: one pass for the anchors of all detectors, in whole texts and in texts that come in pieces. */
@NullMarked
package dev.praxis.redaction.internal.engine;

import org.jspecify.annotations.NullMarked;
