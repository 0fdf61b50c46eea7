/** Reading a text in search of secrets: windows, spans, alphabets, markers. */
@NullMarked
package dev.praxis.redaction.internal.text;

import org.jspecify.annotations.NullMarked;
