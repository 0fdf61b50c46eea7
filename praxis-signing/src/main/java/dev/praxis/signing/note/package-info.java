/** Signed notes: text with signature lines, as checkpoints of a log are (C2SP signed-note). */
@NullMarked
package dev.praxis.signing.note;

import org.jspecify.annotations.NullMarked;
